import { stepsOf, timeless } from './tutorial';

const block = (language: string, content: string) => `\`\`\`${language}\n${content}\n\`\`\`\n`;

describe('the steps of a tutorial', () => {
  test('are the lines of its shell blocks, requests with the answers shown below', () => {
    const page = [
      block('sh', 'npm install\nnpx jest test/x'),
      block('ts', 'npm();'),
      block('sh', '# in another terminal\nnpm start'),
      block('sh', `curl --json '{ "a": 1 }' \\\n  http://localhost:8080/returns`),
      block('json', '{ "id": "x" }'),
      block('sh', 'curl -i http://localhost:8080/returns/1'),
      block('http', 'HTTP/1.1 404 Not Found\n\n{ "type": "Unknown" }'),
    ].join('\nwords\n\n');
    expect(stepsOf(page)).toEqual([
      { does: 'run', program: 'npm', args: ['install'] },
      { does: 'run', program: 'npx', args: ['jest', 'test/x'] },
      { does: 'start' },
      {
        does: 'request',
        request: { method: 'POST', path: '/returns', body: '{ "a": 1 }' },
        answer: { status: 'any success', content: { id: 'x' } },
      },
      {
        does: 'request',
        request: { method: 'GET', path: '/returns/1', body: null },
        answer: { status: 404, content: { type: 'Unknown' } },
      },
    ]);
  });

  test('must be such that they can be checked', () => {
    expect(() => stepsOf(block('sh', 'curl -X PUT http://localhost:8080/x'))).toThrow(
      'not a request that the check can',
    );
    expect(() => stepsOf(block('sh', 'curl http://localhost:8080/x'))).toThrow('is to be followed by its answer');
  });
});

test('answers are the same whenever they were given', () => {
  expect(timeless({ at: '2026-03-02T09:00:00.000Z' })).toBe(timeless({ at: '2026-11-23T05:42:28.463Z' }));
  expect(timeless({ at: '2026-03-02' })).not.toBe(timeless({ at: '2026-03-03' }));
});
