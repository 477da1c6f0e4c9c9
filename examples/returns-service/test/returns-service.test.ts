// #region set-up
import { openTestCasebook, type TestCasebook } from '@casebook/casebook/testing';
import type { Express } from 'express';
import request from 'supertest';
import { returnedProducts } from '../src/returned-products';
import { returnsService } from '../src/service';

let casebook: TestCasebook;
let service: Express;

beforeAll(async () => {
  casebook = await openTestCasebook({ start: '2026-03-02T09:00:00.000Z', projections: [returnedProducts] });
  service = returnsService(casebook);
});

afterAll(() => casebook.close());

const get = (path: string) => request(service).get(path);
const post = (path: string, body: object) => request(service).post(path).send(body);
// #endregion

const report = (requestId: string, product: string) =>
  post('/returns', { requestId, customer: 'grace', product, problem: 'No sound at all' });

const replaced = { by: 'ben', code: 'replaced', notes: 'New one sent.' };

// #region test
test('a returned device is reported, assigned, resolved and counted', async () => {
  const { status, body } = await report('form-1', 'Radio 7');
  expect(status).toBe(201);

  casebook.clock.advance({ hours: 1 });
  await post(`/returns/${body.id}/assign`, { requestId: 'a-1', by: 'lead', team: 'repairs', agent: 'ben' });
  const queue = await get('/queues/repairs');
  expect(queue.body).toEqual([
    { number: body.number, status: 'New', assignee: 'ben', createdAt: '2026-03-02T09:00:00.000Z' },
  ]);

  casebook.clock.advance({ hours: 2 });
  await post(`/returns/${body.id}/resolve`, { requestId: 'r-1', ...replaced });
  const products = await get('/products');
  expect(products.body).toEqual([{ product: 'Radio 7', outcome: 'replaced', returns: 1 }]);
});
// #endregion

test('the same request twice opens one case', async () => {
  const first = await report('form-2', 'Lamp 3');
  const second = await report('form-2', 'Lamp 3');
  expect(second.body).toEqual(first.body);
});

test('a history can be had as it stood at a past instant', async () => {
  const { body } = await report('form-3', 'Kettle 1');
  const reported = casebook.clock.now();
  casebook.clock.advance({ hours: 1 });
  await post(`/returns/${body.id}/resolve`, { requestId: 'r-3', ...replaced });

  const history = await get(`/returns/${body.number}/history`);
  const then = await get(`/returns/${body.number}/history`).query({ asOf: reported });
  expect(history.body).toHaveLength(2);
  expect(then.body).toEqual(history.body.slice(0, 1));
});

test('what a case does not allow is refused with the reason', async () => {
  const { body } = await report('form-4', 'Radio 7');
  await post(`/returns/${body.id}/resolve`, { requestId: 'r-4', ...replaced });
  const again = await post(`/returns/${body.id}/resolve`, { requestId: 'r-5', ...replaced });
  expect(again.status).toBe(409);
  expect(again.body).toEqual({ type: 'CaseNotOpen', status: 'Resolved' });
});

test('a request that lacks something is told what', async () => {
  const lacking = await post('/returns', { requestId: 'form-5', customer: 'grace', problem: ' ' });
  expect(lacking.status).toBe(400);
  expect(lacking.body.faults).toEqual([expect.stringMatching(/^product: /), expect.stringMatching(/^problem: /)]);

  const broken = await request(service).post('/returns').type('json').send('{"requestId":');
  expect(broken.status).toBe(400);

  const undated = await get('/returns/C-1/history').query({ asOf: 'yesterday' });
  expect(undated.status).toBe(400);
  expect(undated.body.faults).toEqual([
    'asOf: "yesterday" must be an instant with its zone, such as 2026-03-01T12:00:00Z',
  ]);
});

test('a return that is not there is not found', async () => {
  const history = await get('/returns/C-1/history');
  expect(history.status).toBe(404);
  const resolution = await post('/returns/none/resolve', { requestId: 'r-9', ...replaced });
  expect(resolution.status).toBe(404);
});
