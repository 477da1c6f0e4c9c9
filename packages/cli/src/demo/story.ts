import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { run, type CaseFailure, type CaseOutcome, type Cases } from '@casebook/casebook';
import { Instant, literal, plus, type CaseNumber } from '@casebook/vocabulary';
import type { Somebody } from './life';
import type { Scenery } from './scenery';

type At = { readonly at: Instant };
type Answer = TE.TaskEither<CaseFailure, CaseOutcome>;

/** One step of the story: who, when, what, and a line that tells it; where it is nobody, it only becomes this late. */
type Scene = { readonly at: Instant; readonly tells: string } & (
  { readonly by: Somebody; readonly give: (cases: Cases, id: string, at: At) => Answer } | { readonly by: null }
);

const maria: Somebody = { kind: 'customer', id: 'maria' };
const ines: Somebody = { kind: 'agent', id: 'ines' };
const ada: Somebody = { kind: 'agent', id: 'ada' };
const noor: Somebody = { kind: 'agent', id: 'noor' };
const grace: Somebody = { kind: 'agent', id: 'grace' };

const begin = literal(Instant, '2026-02-26T09:12:00.000Z');
const minutes = 60_000;
const hours = 60 * minutes;
const after = (millis: number): Instant => plus(begin, millis);
const tuesday = (time: string): Instant => literal(Instant, `2026-03-03T${time}:00.000Z`);

const opening = {
  at: begin,
  by: maria,
  tells: 'Maria writes in the chat: the screen of her new television stays dark.',
  create: (cases: Cases, at: At): ReturnType<Cases['create']> =>
    cases.create(
      {
        service: 'express replacement',
        channel: 'chat',
        customer: maria.id,
        product: 'tv-55-oled',
        subject: 'Screen stays dark',
        description: 'Sound is there, the picture is not. Bought three weeks ago.',
        fields: { tier: 'gold', serial: 'OLED55-20711' },
      },
      at,
    ),
};

/** A malfunctioning device, from the first chat to the closed case. */
const scenes: ReadonlyArray<Scene> = [
  {
    at: after(4 * minutes),
    by: ines,
    tells: 'Ines categorizes it as a technical issue with the display; rules set its priority and route it.',
    give: (cases, id, at) => cases.categorize(id, { category: 'technical/display' }, at),
  },
  {
    at: after(9 * minutes),
    by: noor,
    tells: 'Noor, who leads technical support, assigns it to Ada.',
    give: (cases, id, at) => cases.assign(id, { agent: ada.id }, at),
  },
  {
    at: after(11 * minutes),
    by: ada,
    tells: 'Ada accepts.',
    give: (cases, id, at) => cases.acceptAssignment(id, at),
  },
  {
    at: after(18 * minutes),
    by: ada,
    tells: 'She tries what she can from afar: resetting the device makes no difference.',
    give: (cases, id, at) =>
      cases.recordFinding(id, { kind: 'test', text: 'Power reset and another cable: sound, no picture.' }, at),
  },
  {
    at: after(23 * minutes),
    by: ada,
    tells: 'She suspects the panel and asks Maria for a photo; now the case waits for the customer.',
    give: (cases, id, at) =>
      cases.requestInformation(
        id,
        { channel: 'chat', body: 'Could you send a photo of the screen in the dark, with the backlight on?' },
        at,
      ),
  },
  {
    at: after(9 * hours + 40 * minutes),
    by: maria,
    tells: 'In the evening Maria answers, which ends the wait.',
    give: (cases, id, at) =>
      cases.receiveMessage(id, { channel: 'chat', body: 'Here it is. A faint glow at the left edge, no more.' }, at),
  },
  {
    at: after(23 * hours),
    by: ada,
    tells: 'On Friday Ada finds the cause: the panel is faulty. A new device has to come from the warehouse.',
    give: (cases, id, at) =>
      cases.recordFinding(
        id,
        { kind: 'rootCause', text: 'Panel connector came loose: a known fault of this series.' },
        at,
      ),
  },
  {
    at: after(23 * hours + 10 * minutes),
    by: ada,
    tells:
      'She plans a replacement for 1,299 euros. The rulebook wants somebody else to approve that, and starts the steps of a replacement.',
    give: (cases, id, at) =>
      cases.planResolution(
        id,
        {
          steps: ['order a new television', 'have the courier take the old one along'],
          expectedOutcome: 'A television with a picture.',
          cost: { amount: 129_900, currency: 'EUR' },
        },
        at,
      ),
  },
  {
    at: after(23 * hours + 30 * minutes),
    by: ada,
    tells: 'The warranty covers it. Sending in the device is skipped, since the courier takes it along.',
    give: (cases, id, at) => cases.completeTask(id, { taskId: 'playbook-1/look up the warranty' }, at),
  },
  {
    at: after(24 * hours + 5 * minutes),
    by: ines,
    tells: 'Ines approves the plan.',
    give: (cases, id, at) => cases.approve(id, { approvalId: 'approval-1', remark: 'Known fault: yes.' }, at),
  },
  {
    at: tuesday('06:45'),
    by: null,
    tells:
      'The weekend and Monday’s stocktaking do not count. On Tuesday morning three quarters of the 48 hours are used: a warning.',
  },
  {
    at: tuesday('13:50'),
    by: null,
    tells: 'After nine tenths a rule escalates the case, so that Noor hears of it.',
  },
  {
    at: tuesday('14:20'),
    by: noor,
    tells: 'Noor has the last device of the shop sent by courier, and says so.',
    give: (cases, id, at) =>
      cases.sendMessage(id, { channel: 'chat', body: 'Your new television is with the courier; it comes today.' }, at),
  },
  {
    at: tuesday('16:05'),
    by: ada,
    tells: 'Ada resolves the case, two and a half hours before the 48 are over.',
    give: (cases, id, at) =>
      pipe(
        cases.drafts(id, 'resolution'),
        TE.chainW(([draft]) =>
          cases.resolve(
            id,
            { code: 'replaced', notes: `Panel: ${draft?.text ?? 'faulty'}`, template: draft?.template },
            at,
          ),
        ),
      ),
  },
  {
    at: tuesday('18:40'),
    by: maria,
    tells: 'Maria has the new television and accepts the solution. One check is left before the case is closed.',
    give: (cases, id, at) => cases.acceptResolution(id, { channel: 'chat' }, at),
  },
  {
    at: literal(Instant, '2026-03-04T09:20:00.000Z'),
    by: ada,
    tells:
      'On Wednesday Ada asks whether it works. It does: the case is closed, and Maria is asked how satisfied she is.',
    give: (cases, id, at) =>
      cases.completeTask(
        id,
        { taskId: 'playbook-1/ask whether the new one works', remark: 'Works, she is happy.' },
        at,
      ),
  },
  {
    at: literal(Instant, '2026-03-05T19:05:00.000Z'),
    by: maria,
    tells: 'Maria gives five of five.',
    give: (cases, id, at) =>
      cases.answerSurvey(id, { surveyId: 'survey-1', score: 5, remark: 'Quick, once it was clear.' }, at),
  },
  {
    at: literal(Instant, '2026-03-06T10:30:00.000Z'),
    by: grace,
    tells: 'Grace reviews how Ada handled it, by the scorecard of the rulebook.',
    give: (cases, id, at) =>
      cases.reviewQuality(
        id,
        {
          scorecard: 'how it was handled',
          scores: { 'clear to the customer': 4, 'right at the first time': 5, 'file complete': 5 },
          remarks: 'Four days without a word from us; otherwise as it should be.',
        },
        at,
      ),
  },
];

/** Plays the story scene by scene, each told once it stands in the log; gives the number of its case. */
export const playStory = async (
  { casesAs, setClock, observe, mail }: Scenery,
  tell: (at: Instant, line: string) => void,
): Promise<CaseNumber> => {
  const told = async ({ at, tells }: { readonly at: Instant; readonly tells: string }): Promise<void> => {
    tell(at, tells);
    for (const { to, text } of await mail()) tell(at, `Mail to ${to.join(', ')}: ${text.split('\n')[0] ?? ''}`);
  };
  setClock(opening.at);
  const { id, number } = await run(opening.create(casesAs(opening.by), opening));
  await told(opening);
  for (const scene of scenes) {
    setClock(scene.at);
    if (scene.by === null) await observe();
    else await run(scene.give(casesAs(scene.by), id, scene));
    await told(scene);
  }
  return number;
};
