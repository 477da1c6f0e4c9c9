// Fields are found in the text and replaced in the text, so that all that is not personal stays the very text that was written.

const space = /[ \t\n\r]*/y;
const plain = /[^,}\]\s]*/y;
const structure = /["{}[\]]/g;

const after = (pattern: RegExp, text: string, from: number): number => {
  pattern.lastIndex = from;
  pattern.test(text);
  return Math.max(pattern.lastIndex, from);
};

/** Behind the string that begins there; the end of the text where it does not end. */
const afterString = (text: string, from: number): number => {
  for (let end = text.indexOf('"', from + 1); end !== -1; end = text.indexOf('"', end + 1)) {
    let escapes = 0;
    while (text[end - 1 - escapes] === '\\') escapes += 1;
    if (escapes % 2 === 0) return end + 1;
  }
  return text.length;
};

const afterNested = (text: string, from: number): number => {
  let depth = 0;
  let at = from;
  for (;;) {
    structure.lastIndex = at;
    const found = structure.exec(text);
    if (found === null) return text.length;
    at = found.index + 1;
    if (found[0] === '"') at = afterString(text, found.index);
    else depth += found[0] === '{' || found[0] === '[' ? 1 : -1;
    if (depth === 0) return at;
  }
};

const afterValue = (text: string, from: number): number => {
  if (text[from] === '"') return afterString(text, from);
  return text[from] === '{' || text[from] === '[' ? afterNested(text, from) : after(plain, text, from);
};

const nameIn = (written: string): string => {
  if (!written.includes('\\')) return written.slice(1, -1);
  try {
    return String(JSON.parse(written));
  } catch {
    return '';
  }
};

/** Where the value of a field stands in the text. */
interface Field {
  readonly name: string;
  readonly from: number;
  readonly to: number;
}

/** The fields of a JSON object, in their order, those with the same name included; none where the text is no object. */
const fieldsIn = (text: string): ReadonlyArray<Field> => {
  const fields: Field[] = [];
  let at = after(space, text, 0);
  if (text[at] !== '{') return fields;
  for (;;) {
    at = after(space, text, at + 1);
    if (text[at] !== '"') return fields;
    const colon = afterString(text, at);
    const name = nameIn(text.slice(at, colon));
    const from = after(space, text, after(space, text, colon) + 1);
    const to = afterValue(text, from);
    fields.push({ name, from, to });
    at = after(space, text, to);
    if (text[at] !== ',') return fields;
  }
};

/** The text of the last value of that name; undefined where there is none. */
export const fieldIn = (text: string, name: string): string | undefined => {
  const [field] = fieldsIn(text)
    .filter((one) => one.name === name)
    .slice(-1);
  return field === undefined ? undefined : text.slice(field.from, field.to);
};

/** The text with the values of these fields replaced, by what is made of the text of each. */
export const replaceFields = (
  text: string,
  names: ReadonlyArray<string>,
  replaced: (value: string, name: string) => string,
): string => {
  let result = '';
  let done = 0;
  for (const { name, from, to } of fieldsIn(text)) {
    if (!names.includes(name)) continue;
    result += text.slice(done, from) + replaced(text.slice(from, to), name);
    done = to;
  }
  return done === 0 ? text : result + text.slice(done);
};
