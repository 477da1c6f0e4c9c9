/** What the reader of a tutorial does at the keyboard, in order. */
export type Step =
  | { readonly does: 'run'; readonly program: string; readonly args: ReadonlyArray<string> }
  /** Starts the service; where it runs, stops it first. */
  | { readonly does: 'start' }
  | { readonly does: 'request'; readonly request: Asked; readonly answer: Shown };

export interface Asked {
  readonly method: 'GET' | 'POST';
  /** After the host: `/returns`. */
  readonly path: string;
  readonly body: string | null;
}

/** An answer as the page shows it. */
export interface Shown {
  readonly status: 'any success' | number;
  readonly content: unknown;
}

const fence = /^```(sh|json|http)\n([\s\S]*?)^```$/gm;
const curl = /^curl (?:-i )?(?:--json '([^']*)' )?'?http:\/\/localhost:8080(\/[^\s']*)'?$/;

const shown = (language: string | undefined, content: string): Shown => {
  if (language === 'json') return { status: 'any success', content: JSON.parse(content) };
  const [, status, body] = /^HTTP\/1\.1 (\d{3}) .*\n\n([\s\S]*)$/.exec(content) ?? [];
  if (language === 'http' && status !== undefined && body !== undefined)
    return { status: Number(status), content: JSON.parse(body) };
  throw new SyntaxError(`a request is to be followed by its answer, in json or http, not by:\n${content}`);
};

/** The steps of a tutorial: each line of its `sh` blocks. A block that ends in a request is followed by a block with the answer. */
export const stepsOf = (markdown: string): ReadonlyArray<Step> => {
  const blocks = [...markdown.matchAll(fence)].map(([, language, content = '']) => ({ language, content }));
  return blocks.flatMap(({ language, content }, index): ReadonlyArray<Step> => {
    if (language !== 'sh') return [];
    const next = blocks[index + 1];
    const lines = content.replaceAll(/\\\n\s*/g, '').split('\n');
    return lines
      .filter((line) => line !== '' && !line.startsWith('#'))
      .map((line) => {
        if (line === 'npm start') return { does: 'start' };
        if (!line.startsWith('curl')) {
          const [program = '', ...args] = line.split(' ');
          return { does: 'run', program, args };
        }
        const [, body, path] = curl.exec(line) ?? [];
        if (path === undefined) throw new SyntaxError(`not a request that the check can make: ${line}`);
        const request = { method: body === undefined ? 'GET' : 'POST', path, body: body ?? null } as const;
        return { does: 'request', request, answer: shown(next?.language, next?.content ?? '') };
      });
  });
};

const instant = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/g;

/** An answer as text that is the same whenever it was given. */
export const timeless = (content: unknown): string => JSON.stringify(content, null, 2).replace(instant, 'an instant');
