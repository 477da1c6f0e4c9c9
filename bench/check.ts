import { parseArgs } from 'node:util';
import { run } from '@casebook/casebook';
import { checkLog } from '@casebook/event-store';
import { logWitness } from '@casebook/event-store-postgres';
import { ours } from './append/ours';
import { benchServer } from './measuring/server';
import { whole } from './measuring/statistics';

// `pnpm bench check`: how long it takes to compute all hashes of a long log again, and that nothing is found in it but what was done to it.

const usage = `pnpm bench check [--events 1000000] [--url postgres://…]

--events  how long the log is, from 1,000 to 10,000,000
--url     a server whose account may create databases; one is started otherwise`;

const measured = async (count: number, url: string | undefined): Promise<boolean> => {
  const server = await benchServer(url);
  try {
    const { database, log, fill, close } = await ours(await server.make('check'));
    await fill(count);
    const witness = logWitness(database);

    const reading = performance.now();
    for (let after = 0, end = false; !end;)
      ({ position: after, end } = await run(log.readAll({ after, limit: 2_000 })));
    const read = (performance.now() - reading) / 1000;
    const checking = performance.now();
    const { head, findings } = await run(checkLog(log, { witness }));
    const checked = (performance.now() - checking) / 1000;
    console.log(
      [
        `${whole(head.events)} events: ${findings.length} findings in ${checked.toFixed(1)} s, ${whole(head.events / checked)} events/s`,
        `floor: the same pages read and not looked at in ${read.toFixed(1)} s; resident ${whole(process.memoryUsage.rss() / 1_048_576)} MB`,
      ].join('\n'),
    );

    const middle = Math.floor(head.position / 2);
    await database.pool.query(`alter table casebook.events disable trigger append_only`);
    await database.pool.query(`update casebook.events set data = data || ' ' where position = $1`, [middle]);
    const after = await run(checkLog(log, { witness }));
    console.log(`one character put into position ${middle}: ${JSON.stringify(after.findings)}`);
    await close();
    return findings.length === 0 && after.findings.length === 1;
  } finally {
    await server.stop();
  }
};

const main = async (): Promise<void> => {
  const { values } = parseArgs({
    options: { events: { type: 'string', default: '1000000' }, url: { type: 'string' } },
  });
  const events = Number(values.events);
  if (Number.isSafeInteger(events) && events >= 1_000 && events <= 10_000_000)
    process.exitCode = (await measured(events, values.url)) ? 0 : 1;
  else {
    console.error(usage);
    process.exitCode = 1;
  }
};

void main();
