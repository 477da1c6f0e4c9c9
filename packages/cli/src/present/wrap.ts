/** Text in lines of at most so many columns, broken between words; a longer word is broken where it must be. */
export const wrapped = (text: string, width: number): ReadonlyArray<string> =>
  text.split('\n').flatMap((paragraph) => {
    const lines: string[] = [];
    let line = '';
    const words = paragraph.split(' ').flatMap((word) => word.match(new RegExp(`.{1,${width}}`, 'gsu')) ?? ['']);
    for (const word of words) {
      if (line !== '' && line.length + 1 + word.length > width) {
        lines.push(line);
        line = word;
      } else line = line === '' ? word : `${line} ${word}`;
    }
    return [...lines, line];
  });

/** A block of text that starts after its label and stays right of it. */
export const hanging = (label: string, text: string, width: number, labelWidth = label.length): string =>
  wrapped(text, Math.max(20, width - labelWidth))
    .map((line, index) => (index === 0 ? label.padEnd(labelWidth) : ' '.repeat(labelWidth)) + line)
    .join('\n');
