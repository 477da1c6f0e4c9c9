import { parseArgs } from 'node:util';
import { benchServer } from './measuring/server';
import { median, whole } from './measuring/statistics';
import { apart, type Took } from './projections/apart';
import type { Copied } from './projections/copy-floor';
import { tasks, type FilledDesk } from './projections/tasks';

const main = async () => {
  const [first, task, given] = process.argv.slice(2);
  if (first === '--task') {
    const table: { readonly [name: string]: ((given: never) => Promise<unknown>) | undefined } = tasks;
    console.log(JSON.stringify(await table[task ?? '']?.(JSON.parse(given ?? '{}') as never)));
    return;
  }
  const { values } = parseArgs({ options: { events: { type: 'string', default: '100000' }, rounds: { type: 'string', default: '1' }, url: { type: 'string' }, sealed: {type:'boolean', default: false} } });
  const server = await benchServer(values.url);
  try {
    for (const events of values.events.split(',').map(Number)) {
      const place = { url: await server.make(`desk_${events}`), sealed: values.sealed };
      const f = await apart<FilledDesk>('filled', { ...place, events });
      console.log(JSON.stringify(f));
      for (let i = 0; i < Number(values.rounds); i++) {
        for (const t of ['read', 'decoded', 'rebuilt', 'copied']) {
          await server.settle();
          const r = await apart<Took & Copied>(t, place);
          console.log(t, JSON.stringify(r), t === 'copied' ? events / (r.seconds as never as { all: number }).all : events / r.seconds);
        }
      }
    }
  } finally {
    await server.stop();
  }
};
main().catch((e) => { console.error(e); process.exitCode = 1; });
