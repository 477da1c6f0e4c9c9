import { parseArgs } from 'node:util';
import { caseDecider, plainRulebook, rulesOf, type CaseCommand, type Of, type Rulebook } from '@casebook/domain';
import { CaseNumber, Instant, literal, TeamId, textOf } from '@casebook/vocabulary';
import { median, whole } from './measuring/statistics';

// `pnpm bench rules`: cases created under rulebooks of 5, 50 and 500 routing rules, in turn: how many a second of processor time. Each is
// decided whole: routed by one of the rules, with its reasons and ten alternatives. Beside it, with the index of the rules made anew each time.

const usage = `pnpm bench rules [--rounds 7] [--milliseconds 300]

--rounds        how often each is measured, in turn
--milliseconds  of processor time, how long each time at least`;

const at = literal(Instant, '2026-03-02T09:00:00.000Z');

/** The last rule but one is for the case. */
const rulebookOf = (count: number): Rulebook => ({
  ...plainRulebook,
  version: 1,
  routing: Array.from({ length: count }, (_, index) => ({
    name: textOf(`rule ${index}`),
    when: { all: [{ field: 'product', is: textOf(`product-${count - index}`) } as const] },
    team: literal(TeamId, `team-${index % 7}`),
    agent: null,
  })),
});

const create: Of<CaseCommand, 'CreateCase'> = {
  type: 'CreateCase',
  at,
  number: literal(CaseNumber, 'C-1'),
  caseType: null,
  service: null,
  channel: 'email',
  origin: 'customer',
  customer: null,
  product: textOf('product-2'),
  fields: {},
  subject: null,
  description: null,
  follows: null,
};

const cpuMillis = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

/** Decisions a second of processor time. */
const rate = (decide: () => number, milliseconds: number): number => {
  const began = cpuMillis();
  let decided = 0;
  while (cpuMillis() - began < milliseconds) for (let turn = 0; turn < 200; turn += 1) decided += decide();
  return (decided / (cpuMillis() - began)) * 1000;
};

const main = (): void => {
  const { values } = parseArgs({
    options: { rounds: { type: 'string', default: '7' }, milliseconds: { type: 'string', default: '300' } },
  });
  const [rounds, milliseconds] = [Number(values.rounds), Number(values.milliseconds)];
  if (!(rounds >= 1 && milliseconds >= 1)) {
    console.error(usage);
    process.exitCode = 1;
    return;
  }
  const sizes = [5, 50, 500];
  const contestants = sizes.flatMap((size) => {
    const rulebook = rulebookOf(size);
    const rules = rulesOf([rulebook]);
    const decide = (): number => {
      const { answer } = caseDecider.decide(caseDecider.initial, create, rules);
      if (answer._tag === 'Left' || answer.right.length !== 2) throw new Error('the case was not routed');
      return 1;
    };
    // A copy of the list each time: its index is not known, and has to be made.
    const unindexed = (): number => {
      const copy = { ...rulebook, routing: [...rulebook.routing] };
      const { answer } = caseDecider.decide(caseDecider.initial, create, rulesOf([copy]));
      return answer._tag === 'Right' ? 1 : 0;
    };
    return [
      { name: `${size} rules`, decide },
      { name: `${size} rules, made ready each time`, decide: unindexed },
    ];
  });
  const rates = contestants.map((): number[] => []);
  for (let round = 0; round < rounds; round += 1)
    contestants.forEach(({ decide }, index) => rates[index]?.push(rate(decide, milliseconds)));
  console.log('cases created and routed a second of processor time, median (least-most)');
  contestants.forEach(({ name }, index) => {
    const all = rates[index] ?? [];
    console.log(
      `${name.padEnd(36)}${whole(median(all)).padStart(12)} (${whole(Math.min(...all))}-${whole(Math.max(...all))})`,
    );
  });
  const [few, , many] = sizes.map((size) =>
    median(rates[contestants.findIndex(({ name }) => name === `${size} rules`)] ?? []),
  );
  console.log(`\n500 rules decide at ${(((many ?? 0) / (few ?? 1)) * 100).toFixed(0)} % of the rate of 5.`);
};

main();
