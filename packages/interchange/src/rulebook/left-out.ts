import type { Json } from '@casebook/vocabulary';

interface LeftOut {
  /** Of the records, by path; `*` is any place of a list. */
  readonly path: string;
  /** The member that a text alone stands for; null: it stands for none. */
  readonly alone: string | null;
  /** What members are that are not written. */
  readonly members: { readonly [member: string]: Json };
}

type Fields = { readonly [key: string]: unknown };

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Records of a rulebook that people may write shorter: without some members, or as a text alone. */
export const shorter: ReadonlyArray<LeftOut> = [
  { path: 'categories.*', alone: 'path', members: { criteria: null, examples: [], complexity: null } },
  { path: 'caseTypes.*.requiredFields.*', alone: 'field', members: { stage: 'intake', when: { all: [] } } },
  {
    path: 'services.*',
    alone: null,
    members: { products: [], offeredWhen: { all: [] }, defaults: { fields: {}, category: null }, related: [] },
  },
  { path: 'playbooks.*', alone: null, members: { when: { any: [] } } }, // those are started by hand
  {
    path: 'playbooks.*.steps.*',
    alone: 'step',
    members: {
      stage: 'intake',
      after: [],
      when: { all: [] },
      doneBy: 'desk',
      team: null,
      neededFor: null,
      within: null,
      calendar: null,
      blocks: null,
    },
  },
  { path: 'surveys.*', alone: null, members: { when: { all: [] }, after: 'closure', openFor: null } },
  { path: 'scorecards.*', alone: null, members: { when: { all: [] }, sample: null } },
  { path: 'scorecards.*.criteria.*', alone: null, members: { text: null, failsBelow: null } },
  { path: 'rates.*', alone: null, members: { when: { all: [] }, activity: null } },
  { path: 'notifications.*', alone: null, members: { when: { all: [] } } },
  { path: 'templates.*', alone: null, members: { when: { all: [] } } },
  { path: 'closing', alone: null, members: { autoCloseUnless: { any: [] }, remindAfter: null } },
  { path: 'services.*.defaults', alone: null, members: { fields: {}, category: null } },
];

/** Such a record with all its members; what is none stays as it is. */
export const completed = ({ alone, members }: LeftOut, value: unknown): unknown => {
  const said = typeof value === 'string' && alone !== null ? { [alone]: value } : value;
  return isFields(said)
    ? { ...said, ...Object.fromEntries(Object.entries(members).filter(([member]) => !(member in said))) }
    : value;
};

/** Such a record as short as it can be written. */
export const shortened = ({ alone, members }: LeftOut, value: unknown): unknown => {
  if (!isFields(value)) return value;
  const said = Object.entries(value).filter(
    ([member, one]) => !(member in members) || JSON.stringify(members[member]) !== JSON.stringify(one),
  );
  return alone !== null && said.length === 1 && said[0]?.[0] === alone ? value[alone] : Object.fromEntries(said);
};
