import { agent, customer, run, type Casebook } from '@casebook/casebook';
import express, { type Express } from 'express';
import { z } from 'zod';
import { answerError } from './errors';
import { returnedProducts } from './returned-products';

// #region requests
const words = z.string().trim().min(1);

const Report = z.object({ requestId: words, customer: words, product: words, problem: words });
const Assignment = z.object({ requestId: words, by: words, team: words, agent: words });
const Resolution = z.object({ requestId: words, by: words, code: words, notes: words });
const When = z.object({ asOf: z.string().optional() });
// #endregion

const tenant = 'returns';

/** The service over an open casebook; the caller listens, and closes both. */
export const returnsService = (casebook: Casebook): Express => {
  const service = express().use(express.json());

  // #region report
  service.post('/returns', async (request, response) => {
    const { requestId, customer: who, product, problem } = Report.parse(request.body);
    const desk = casebook.as({ tenant, actor: customer(who) });
    const { id, number } = await run(
      desk.cases.create(
        { channel: 'portal', customer: who, product, subject: problem },
        { commandId: requestId }, // the same request again opens no second case
      ),
    );
    response.status(201).json({ id, number });
  });
  // #endregion

  // #region work
  service.post('/returns/:id/assign', async (request, response) => {
    const { requestId, by, team, agent: to } = Assignment.parse(request.body);
    const desk = casebook.as({ tenant, actor: agent(by) });
    await run(desk.cases.assign(request.params.id, { team, agent: to }, { commandId: requestId }));
    response.json({ assigned: to });
  });

  service.post('/returns/:id/resolve', async (request, response) => {
    const { requestId, by, code, notes } = Resolution.parse(request.body);
    const desk = casebook.as({ tenant, actor: agent(by) });
    await run(desk.cases.resolve(request.params.id, { code, notes }, { commandId: requestId }));
    response.json({ resolved: code });
  });
  // #endregion

  // #region questions
  const desk = casebook.as({ tenant, actor: agent('returns-service') });

  service.get('/queues/:team', async (request, response) => {
    const queue = await run(desk.queues.team(request.params.team));
    response.json(queue.map(({ number, status, assignee, createdAt }) => ({ number, status, assignee, createdAt })));
  });

  service.get('/returns/:number/history', async (request, response) => {
    const timeline = await run(desk.history.timeline(request.params.number, When.parse(request.query)));
    response.json(timeline.map(({ occurredAt, who, what }) => ({ occurredAt, who, what })));
  });

  // #endregion

  // #region products
  service.get('/products', async (_request, response) => {
    const products = desk.query([returnedProducts], (db, of) =>
      db
        .selectFrom('returned_products')
        .where('tenant', '=', of.tenant)
        .groupBy(['product', 'outcome'])
        .select(({ fn }) => ['product', 'outcome', fn.countAll<number>().as('returns')])
        .orderBy('product')
        .orderBy('outcome')
        .execute(),
    );
    response.json(await run(products));
  });
  // #endregion

  return service.use(answerError);
};
