import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { median, whole } from './measuring/statistics';
import { dayjsBusinessTime } from './working-time/dayjs-business-time';
import { momentBusinessTime } from './working-time/moment-business-time';
import { openingHours } from './working-time/opening-hours';
import { ours } from './working-time/ours';
import { measure, tasks, type Measured } from './working-time/speed';
import { judgeClocks, verdicts } from './working-time/worked-clocks';

// `pnpm bench working-time`: how many questions about working time a second of processor time answers, over a calendar of a year,
// beside other libraries, in turn; and how many of the worked clocks each gets right.

const usage = `pnpm bench working-time [--rounds 5] [--milliseconds 300] [--clocks ../shared/data/sla-clocks.json]

--rounds        how often each is measured, in turn
--milliseconds  of processor time, how long each time at least
--clocks        the worked clocks; without them only the speed is measured`;

const contestants = [ours, openingHours, dayjsBusinessTime, momentBusinessTime];

const speed = (rounds: number, milliseconds: number): void => {
  console.log(
    `${'answers a second, median (least-most)'.padEnd(40)}${contestants.map(({ name }) => name.padStart(34)).join('')}`,
  );
  for (const task of Object.keys(tasks)) {
    const measured = contestants.map((): Measured[] => []);
    for (let round = 0; round < rounds; round += 1)
      contestants.forEach((contestant, index) => measured[index]?.push(measure(contestant, task, milliseconds)));
    const cells = measured.map((all) => {
      const rates = all.map(({ rate }) => rate);
      const agrees = all[0]?.sum === measured[0]?.[0]?.sum;
      return Number.isNaN(all[0]?.sum)
        ? '–'
        : `${whole(median(rates))} (${whole(Math.min(...rates))}-${whole(Math.max(...rates))})${agrees ? '' : ' *'}`;
    });
    console.log(`${task.padEnd(40)}${cells.map((cell) => cell.padStart(34)).join('')}`);
  }
  console.log('* does not agree with the first\n');
};

const correctness = (file: string): void => {
  for (const contestant of contestants) {
    const all = [...verdicts(contestant, file)];
    const named = (verdict: string): ReadonlyArray<string> =>
      all.filter(([, each]) => each === verdict).map(([id]) => id);
    console.log(`${contestant.name}: ${named('right').length} of ${all.length} worked clocks right`);
    for (const verdict of ['wrong', 'never ended', 'cannot say'])
      if (named(verdict).length > 0) console.log(`  ${verdict}: ${named(verdict).join(' ')}`);
  }
};

const main = (): void => {
  const { values } = parseArgs({
    options: {
      rounds: { type: 'string', default: '5' },
      milliseconds: { type: 'string', default: '300' },
      clocks: { type: 'string', default: '../shared/data/sla-clocks.json' },
      judge: { type: 'string' },
      ids: { type: 'string', default: '' },
    },
  });
  const judged = contestants.find(({ name }) => name === values.judge);
  const [rounds, milliseconds] = [Number(values.rounds), Number(values.milliseconds)];
  if (judged !== undefined) judgeClocks(judged, values.clocks, values.ids.split(','));
  else if (Number.isSafeInteger(rounds) && rounds > 0 && milliseconds > 0) {
    process.env['TZ'] = 'UTC'; // most of them know only the zone of the process
    speed(rounds, milliseconds);
    if (existsSync(values.clocks)) correctness(values.clocks);
    else console.log(`the worked clocks are not at ${values.clocks}`);
  } else {
    console.error(usage);
    process.exitCode = 1;
  }
};

main();
