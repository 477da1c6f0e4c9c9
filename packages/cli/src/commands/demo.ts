import { performance } from 'node:perf_hooks';
import { run, type Casebook, type Desk } from '@casebook/casebook';
import { Instant, literal, type CaseNumber } from '@casebook/vocabulary';
import { freshFolder } from '../demo/fresh-folder';
import { playMonth, type Month } from '../demo/month';
import { playOutage } from '../demo/outage';
import { retailerRulebook } from '../demo/rulebook';
import { sceneryOf, type Scenery } from '../demo/scenery';
import { playStory } from '../demo/story';
import { call } from '../help';
import { checkPage } from '../present/check-page';
import { counted, grouped } from '../present/number';
import { queuesPage } from '../present/queues-page';
import { reportPage } from '../present/report-page';
import { minuteOf } from '../present/time';
import { timelinePage } from '../present/timeline-page';
import { blocks, title } from '../present/title';
import { hanging } from '../present/wrap';
import { problem } from '../problem';
import type { Settings } from '../settings';
import type { Answer } from './answer';
import { timelineFrom } from './case';
import { opened } from './opened';
import { reportOf } from './report';

const month: Month = {
  from: literal(Instant, '2026-03-01T00:00:00.000Z'),
  to: literal(Instant, '2026-04-01T00:00:00.000Z'),
  cases: 2000,
  seed: 10423,
};
const midMonth = literal(Instant, '2026-03-16T12:00:00.000Z');
/** When the desk begins to work by its rulebook, before anything of what is told. */
const founded = literal(Instant, '2026-01-01T00:00:00.000Z');
const publication = { approvedBy: 'ines', changeNote: 'The first rulebook of the desk.', effectiveFrom: 'now' };
const defaultFolder = './casebook-data/demo';

type Tell = (text: string) => void;

const story = async ({ look }: Settings, scenery: Scenery, desk: Desk, tell: Tell): Promise<CaseNumber> => {
  tell(title(look, 'A television stays dark', 'the story of a case, from the first chat to the end'));
  const number = await playStory(scenery, (at, line) => tell(hanging(`  ${minuteOf(at)}  `, line, look.width)));
  const recorded = await run(desk.history.events(number));
  const at = recorded[recorded.length - 1]?.occurredAt ?? month.from;
  tell('\nWhat the log tells of it, with the reasons that the rules left in it:\n');
  tell(timelinePage(look, timelineFrom(number, at, recorded)));
  return number;
};

const outage = async ({ look }: Settings, scenery: Scenery, tell: Tell): Promise<void> => {
  tell(`\n${title(look, 'A router update', 'a major issue over forty customers')}`);
  await playOutage(scenery, (at, line) => tell(hanging(`  ${minuteOf(at)}  `, line, look.width)));
};

const generated = async (settings: Settings, scenery: Scenery, tell: Tell) => {
  const { look, progress } = settings;
  tell(
    `\n${title(look, 'A month of the desk', `${grouped(month.cases)} cases, generated from a seed, decided like any other`)}`,
  );
  const started = performance.now();
  const bar = progress.start('Playing March', 100);
  const played = await playMonth(scenery, month, (done, of) => bar.at(Math.floor((done / of) * 100))).finally(bar.end);
  const refused = Object.values(played.refused).reduce((sum, times) => sum + times, 0);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  tell(
    `${counted(played.commands, 'command')} in ${seconds} s, ${grouped(refused)} refused by the rules; ${counted(played.mails, 'mail')} sent.`,
  );
  return { ...played, refused };
};

const shown = async ({ look }: Settings, casebook: Casebook, desk: Desk, tell: Tell) => {
  tell(`\n${queuesPage(look, { at: month.to, teams: await run(desk.queues.counts()) })}`);
  tell(`\n${reportPage(look, await reportOf(desk, {}))}`);
  tell('\nThe same queues as they stood in mid-month:\n');
  tell(queuesPage(look, { at: midMonth, teams: await run(desk.queues.counts({ asOf: midMonth })) }));
  const { readModels } = casebook;
  const checked = await run(readModels.check());
  const names = readModels.projections.map((projection) => projection.name);
  tell(`\n${checkPage(look, { ...checked, names, sample: null })}`);
  return { drifts: checked.drifts.length, position: checked.position };
};

const withoutPassword = (url: string): string => url.replace(/^(\w+:\/\/[^:@/]+):[^@/]*@/, '$1:…@');

const next = ({ look, database, schema }: Settings, folder: string, number: CaseNumber): string => {
  const where = database === null ? `--data ${folder}` : `--database '${withoutPassword(database)}' --schema ${schema}`;
  const tries = [
    `replay ${number} ${where}`,
    `queue technical-support --as-of 2026-03-16T12:00:00Z ${where}`,
    `report --as-of 2026-03-16 ${where}`,
    `sql "select category_last, count(*), avg(hours_to_first_resolution) from fact_case group by 1 order by 2 desc" ${where}`,
    `check ${where}`,
  ];
  return blocks(
    title(look, 'The data', database === null ? folder : `schema ${schema}`),
    ['What to try next:', ...tries.map((one) => `  ${look.color.cyan(`${call} ${one}`)}`)].join('\n'),
  );
};

/** The story of a faulty device, then a month of a desk, then what comes of it. */
export const demo = async (settings: Settings): Promise<Answer> => {
  const started = performance.now();
  const folder = settings.data ?? defaultFolder;
  if (settings.database === null) await freshFolder(folder);
  let now = founded;
  const tell: Tell = settings.format === 'page' ? settings.say : settings.note;

  const play = async (casebook: Casebook, desk: Desk) => {
    if ((await run(casebook.log.head())) > 0) throw problem({ type: 'DeskNotEmpty', schema: settings.schema });
    await run(desk.rulebook.publish(retailerRulebook(), publication));
    const scenery = sceneryOf(casebook, settings.tenant, (to) => (now = to));
    const number = await story(settings, scenery, desk, tell);
    await outage(settings, scenery, tell);
    const played = await generated(settings, scenery, tell);
    const { cases } = await run(desk.analytics.report());
    return { number, ...played, cases, ...(await shown(settings, casebook, desk, tell)) };
  };
  const options = { clock: () => now };
  const outcome = await opened({ ...settings, data: folder }, play, options);

  const seconds = Math.round((performance.now() - started) / 100) / 10;
  const { number, cases, commands, refused, drifts } = outcome;
  const figures = { folder, number, seconds, cases, commands, refused, drifts };
  return {
    page: (look) => `\n${blocks(next({ ...settings, look }, folder, number), look.color.dim(`${seconds} s in all`))}`,
    json: figures,
    sheet: { columns: Object.keys(figures), rows: [Object.values(figures)] },
  };
};
