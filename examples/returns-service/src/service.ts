import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { agent, CasebookError, customer, run, type Casebook } from '@casebook/casebook';
import { returnedProducts } from './returned-products';

const tenant = 'returns';

const bodyOf = async (request: IncomingMessage): Promise<Record<string, string>> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return chunks.length === 0 ? {} : (JSON.parse(Buffer.concat(chunks).toString('utf8')) as Record<string, string>);
};

// #region routes
const routes = (casebook: Casebook) => ({
  /** A customer reports a faulty device. The request's own id makes a repeated request harmless. */
  'POST /returns': async (_: string, { requestId = '', from = '', product = '', problem = '' }) => {
    const desk = casebook.as({ tenant, actor: customer(from) });
    const { id, number } = await run(
      desk.cases.create({ channel: 'portal', customer: from, product, subject: problem }, { commandId: requestId }),
    );
    return { id, number };
  },
  'POST /returns/:id/assign': async (id: string, { team = '', to = '' }) => {
    await run(casebook.as({ tenant, actor: agent('dispatcher') }).cases.assign(id, { team, agent: to }));
    return { assigned: to };
  },
  'POST /returns/:id/resolve': async (id: string, { by = '', code = '', notes = '' }) => {
    const desk = casebook.as({ tenant, actor: agent(by) });
    await run(desk.cases.acceptAssignment(id));
    await run(desk.cases.resolve(id, { code, notes }));
    return { resolved: code };
  },
  'GET /queue/:team': (team: string) => run(casebook.as({ tenant, actor: agent('lead') }).queues.team(team)),
  'GET /history/:number': (number: string) =>
    run(casebook.as({ tenant, actor: agent('lead') }).history.timeline(number)),
  'GET /products': () =>
    run(
      casebook.as({ tenant, actor: agent('lead') }).query([returnedProducts], (db) =>
        db
          .selectFrom('returned_products')
          .select(['product', 'outcome', db.fn.countAll<number>().as('returns')])
          .where('tenant', '=', tenant)
          .groupBy(['product', 'outcome'])
          .orderBy('product')
          .orderBy('outcome')
          .execute(),
      ),
    ),
});
// #endregion

/** The status that says in HTTP what a rejection or a failure says in its type. */
const statusOf = (error: unknown): number => {
  if (!(error instanceof CasebookError)) return 500;
  if (error.name === 'StoreUnavailable') return 503;
  return error.name === 'InvalidInput' ? 400 : 409;
};

const answer = (response: ServerResponse, status: number, content: unknown): void => {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(content));
};

/** `POST /returns/17/assign` is the route `POST /returns/:id/assign` with 17. */
const routeOf = (request: IncomingMessage): { readonly name: string; readonly id: string } => {
  const [, first = '', id = '', last] = (request.url ?? '').split('/');
  const parameter = first === 'queue' ? ':team' : first === 'history' ? ':number' : ':id';
  const path = [first, ...(id === '' ? [] : [parameter]), ...(last === undefined ? [] : [last])].join('/');
  return { name: `${request.method ?? ''} /${path}`, id: decodeURIComponent(id) };
};

/** The service over an open casebook; the caller listens and closes. */
export const returnsService = (casebook: Casebook): Server => {
  const table = new Map<string, (id: string, body: Record<string, string>) => Promise<unknown>>(
    Object.entries(routes(casebook)),
  );
  return createServer((request, response) => {
    const { name, id } = routeOf(request);
    const route = table.get(name);
    if (route === undefined) return answer(response, 404, { error: `there is no ${name}` });
    bodyOf(request)
      .then((body) => route(id, body))
      .then((content) => answer(response, 200, content))
      .catch((error: unknown) => answer(response, statusOf(error), { error: String(error) }));
  });
};
