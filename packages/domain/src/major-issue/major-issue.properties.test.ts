import * as E from 'fp-ts/Either';
import * as fc from 'fast-check';
import { rulesOf } from '../rulebook/rules';
import { issueCommandSequences, issueHistories } from '../testing/major-issues';
import { withoutCase } from './affected';
import type { IssueStatus, MajorIssueEvent, MajorIssueState } from './issue';
import { majorIssueDecider, type MajorIssueCommand } from './major-issue';
import { issuePersonalFields, majorIssueCommandCodecs, majorIssueEventSchemas } from './major-issue.codec';

const runs = { numRuns: 300 };
const rules = rulesOf([]);
const { initial, evolve, decide } = majorIssueDecider;

/** From which status to which an event leads; what is not here keeps the status. */
const transitions: { readonly [T in MajorIssueEvent['type']]?: `${IssueStatus | 'nothing'} → ${IssueStatus}` } = {
  MajorIssueProposed: 'nothing → candidate',
  MajorIssueAccepted: 'candidate → major',
  MajorIssueRejected: 'candidate → rejected',
  MajorIssueResolved: 'major → resolved',
  MajorIssueReopened: 'resolved → major',
  MajorIssueClosed: 'resolved → closed',
};

interface Told {
  readonly before: MajorIssueState;
  readonly event: MajorIssueEvent;
  readonly after: MajorIssueState;
}

const told = (commands: ReadonlyArray<MajorIssueCommand>): ReadonlyArray<Told> => {
  const story: Told[] = [];
  let state = initial;
  for (const command of commands) {
    const { answer } = decide(state, command, rules);
    for (const event of E.isRight(answer) ? answer.right : []) {
      const before = state;
      state = evolve(before, event);
      story.push({ before, event, after: state });
    }
  }
  return story;
};

const unique = (all: ReadonlyArray<unknown>): void => expect(all).toEqual([...new Set(all)]);

describe('commands for a major issue, in any order', () => {
  test('lead from status to status only as it lives', () => {
    fc.assert(
      fc.property(issueCommandSequences, (commands) => {
        for (const { before, event, after } of told(commands))
          if (before.status !== after.status || transitions[event.type] !== undefined)
            expect(`${before.status ?? 'nothing'} → ${after.status}`).toBe(transitions[event.type]);
      }),
      runs,
    );
  });

  test('leave one case for each customer, attached once, and never a second one to be opened', () => {
    fc.assert(
      fc.property(issueCommandSequences, (commands) => {
        for (const { before, event, after } of told(commands)) {
          const { cases } = after.attachments;
          unique(cases.map(({ caseId }) => caseId));
          unique(cases.flatMap(({ customer }) => (customer === null ? [] : [customer])));
          if (event.type === 'CaseDetached')
            expect(before.attachments.cases).toContainEqual(expect.objectContaining({ caseId: event.caseId }));
          for (const { customer } of cases) expect(withoutCase(after)).not.toContain(customer);
        }
      }),
      runs,
    );
  });

  test('name each batch, each affected customer and each update once', () => {
    fc.assert(
      fc.property(issueCommandSequences, (commands) => {
        const events = told(commands).map(({ event }) => event);
        unique(events.flatMap((event) => (event.type === 'AffectedCustomersIdentified' ? [event.batch] : [])));
        unique(events.flatMap((event) => (event.type === 'AffectedCustomersIdentified' ? event.customers : [])));
        unique(events.flatMap((event) => (event.type === 'IssueUpdatePublished' ? [event.updateId] : [])));
      }),
      runs,
    );
  });

  test('do no more when each is given twice', () => {
    fc.assert(
      fc.property(issueCommandSequences, (commands) => {
        let state = initial;
        for (const command of commands) {
          const { answer } = decide(state, command, rules);
          if (E.isLeft(answer)) continue;
          state = answer.right.reduce(evolve, state);
          expect(decide(state, command, rules).answer).toEqual(E.right([]));
        }
      }),
      runs,
    );
  });

  test('are decided by somebody else than whoever proposed it', () => {
    fc.assert(
      fc.property(issueCommandSequences, (commands) => {
        for (const { before, event } of told(commands))
          if (event.type === 'MajorIssueAccepted' || event.type === 'MajorIssueRejected')
            expect(event.by).not.toBe(before.course.proposal?.by);
      }),
      runs,
    );
  });
});

describe('what happens to a major issue', () => {
  test('makes a state in any order', () => {
    const shuffled = issueHistories.chain((events) => fc.shuffledSubarray([...events]));
    fc.assert(
      fc.property(shuffled, (events) => {
        expect(Object.keys(events.reduce(evolve, initial))).toEqual(Object.keys(initial));
      }),
      runs,
    );
  });

  test('comes back from storage as it was, events and commands of every type', () => {
    const types = new Set<string>();
    fc.assert(
      fc.property(issueHistories, issueCommandSequences, (events, commands) => {
        for (const event of events) {
          types.add(event.type);
          const { codec } = majorIssueEventSchemas[event.type];
          const encode: (event: never) => unknown = codec.encode; // of the event's own type
          expect(codec.decode(JSON.parse(JSON.stringify(encode(event as never))))).toEqual(E.right(event));
        }
        for (const command of commands) {
          const { type }: { readonly type: MajorIssueCommand['type'] } = command;
          expect(majorIssueCommandCodecs[type].decode(JSON.parse(JSON.stringify(command)))).toEqual(E.right(command));
        }
      }),
      { numRuns: 500 },
    );
    expect([...types].sort()).toEqual(Object.keys(majorIssueEventSchemas).sort());
  });

  test('tells of a person where it says why, and nowhere else', () => {
    expect(Object.fromEntries(Object.entries(issuePersonalFields).filter(([, names]) => names.length > 0))).toEqual({
      MajorIssueProposed: ['justification'],
      MajorIssueRejected: ['reason'],
      CaseDetached: ['reason'],
    });
  });
});
