import type { AddressInfo } from 'node:net';
import { openTestCasebook, type TestCasebook } from '@casebook/casebook/testing';
import { returnedProducts } from '../src/returned-products';
import { returnsService } from '../src/service';

let casebook: TestCasebook;
let server: ReturnType<typeof returnsService>;
let url: string;

const post = async (path: string, body: object) => {
  const response = await fetch(`${url}${path}`, { method: 'POST', body: JSON.stringify(body) });
  return { status: response.status, body: await response.json() };
};
const get = async (path: string) => (await fetch(`${url}${path}`)).json();

beforeAll(async () => {
  casebook = await openTestCasebook({ start: '2026-03-02T09:00:00.000Z', projections: [returnedProducts] });
  server = returnsService(casebook);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(async () => {
  await new Promise((resolve) => server.close(resolve));
  await casebook.close();
});

test('a returned device is reported, assigned, resolved and found in the read model', async () => {
  const reported = { requestId: 'form-1', from: 'grace', product: 'Radio 7', problem: 'No sound at all' };
  const { body } = await post('/returns', reported);
  expect(body.number).toMatch(/^C-\d+-.$/);

  casebook.clock.advance({ hours: 1 });
  await post(`/returns/${body.id}/assign`, { team: 'repairs', to: 'ben' });
  expect(await get('/queue/repairs')).toMatchObject([{ number: body.number, assignee: 'ben' }]);

  casebook.clock.advance({ hours: 2 });
  await post(`/returns/${body.id}/resolve`, { by: 'ben', code: 'replaced', notes: 'New device sent.' });
  expect(await get('/products')).toEqual([{ product: 'Radio 7', outcome: 'replaced', returns: 1 }]);
});

test('the same request twice opens one case', async () => {
  const reported = { requestId: 'form-2', from: 'linus', product: 'Lamp 3', problem: 'Flickers' };
  const first = await post('/returns', reported);
  const second = await post('/returns', reported);
  expect(second.body).toEqual(first.body);
});

test('what a case does not allow is refused with the reason', async () => {
  const { body } = await post('/returns', { requestId: 'form-3', from: 'ada', product: 'Radio 7', problem: 'Hums' });
  const answer = await post(`/returns/${body.id}/resolve`, { by: 'ben', code: 'replaced', notes: '' });
  expect(answer.status).toBe(409);
});
