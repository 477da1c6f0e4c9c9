import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Contestant, Pauses, WrittenCalendar } from './contestant';

interface Asked {
  readonly id: string;
  readonly cal: string;
  readonly start: string;
  readonly pauses: Pauses;
}

/** Seconds that elapse, or the instant at which so many have. */
type WorkedClock =
  | (Asked & { readonly kind: 'elapsed'; readonly end: string; readonly expect: number })
  | (Asked & { readonly kind: 'deadline'; readonly target: number; readonly expect: string });

interface WorkedClocks {
  readonly calendars: { readonly [name: string]: WrittenCalendar };
  readonly cases: ReadonlyArray<WorkedClock>;
}

const read = (file: string): WorkedClocks => JSON.parse(readFileSync(file, 'utf8')) as WorkedClocks; // a file of ours

type Verdict = 'right' | 'wrong' | 'cannot say' | 'never ended';

const verdictOn = (contestant: Contestant, calendar: WrittenCalendar, clock: WorkedClock): Verdict => {
  const asked = contestant.clockOf(calendar);
  const answer =
    clock.kind === 'elapsed'
      ? asked.elapsed(clock.start, clock.end, clock.pauses)
      : asked.deadline(clock.start, clock.target * 1000, clock.pauses);
  const expected = clock.kind === 'elapsed' ? clock.expect * 1000 : Date.parse(clock.expect);
  try {
    return answer === undefined ? 'cannot say' : answer() === expected ? 'right' : 'wrong';
  } catch {
    return 'wrong';
  }
};

/** What a process of its own does, in the zone of one calendar: says a verdict a line, each as soon as it has it. */
export const judgeClocks = (contestant: Contestant, file: string, ids: ReadonlyArray<string>): void => {
  const { calendars, cases } = read(file);
  for (const clock of cases.filter(({ id }) => ids.includes(id))) {
    const calendar = calendars[clock.cal];
    if (calendar !== undefined) console.log(verdictOn(contestant, calendar, clock));
  }
};

const patience = 10_000; // milliseconds: no answer takes one

const verdictsOn = (
  contestant: Contestant,
  file: string,
  zone: string,
  ids: ReadonlyArray<string>,
): ReadonlyArray<readonly [id: string, verdict: Verdict]> => {
  if (ids.length === 0) return [];
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [
      ...process.execArgv,
      join(__dirname, '..', 'run.ts'),
      'working-time',
      ...['--judge', contestant.name, '--clocks', file, '--ids', ids.join(',')],
    ],
    { env: { ...process.env, TZ: zone }, encoding: 'utf8', timeout: patience, killSignal: 'SIGKILL' },
  );
  const said = stdout.split('\n').filter((line): line is Verdict => line !== '');
  if (said.length === 0 && stderr !== '') throw new Error(stderr);
  const verdicts = ids.slice(0, said.length).map((id, index) => [id, said[index] ?? 'wrong'] as const);
  const [stuck, ...rest] = ids.slice(said.length);
  return stuck === undefined
    ? verdicts
    : [...verdicts, [stuck, 'never ended'], ...verdictsOn(contestant, file, zone, rest)];
};

/** What each worked clock makes of a contestant, which may run for ever: it is asked in processes that may be killed. */
export const verdicts = (contestant: Contestant, file: string): ReadonlyMap<string, Verdict> => {
  const { calendars, cases } = read(file);
  const zones = [...new Set(Object.values(calendars).map(({ tz }) => tz))];
  return new Map(
    zones.flatMap((zone) =>
      verdictsOn(
        contestant,
        file,
        zone,
        cases.filter(({ cal }) => calendars[cal]?.tz === zone).map(({ id }) => id),
      ),
    ),
  );
};
