// Parts of a rulebook as a document writes them, with what a test does not speak of filled in.

interface Section {
  readonly [field: string]: unknown;
}

const hour = 3_600_000;

export const field = (name: string, holds: Section = { type: 'text' }, rest: Section = {}): Section => ({
  name,
  holds,
  personal: false,
  ...rest,
});

/** A field that must be filled when a case is created, or from another stage on. */
export const required = (name: string, rest: Section = {}): Section => ({
  field: name,
  stage: 'intake',
  when: { all: [] },
  ...rest,
});

export const caseType = (name: string, rest: Section = {}): Section => ({
  name,
  requiredFields: [],
  defaultCategory: null,
  oneTouch: false,
  ...rest,
});

export const category = (path: string, rest: Section = {}): Section => ({
  path,
  criteria: null,
  examples: [],
  complexity: null,
  ...rest,
});

/** A service for any product and anybody, without defaults. */
export const service = (name: string, caseTypeOfIt: string, rest: Section = {}): Section => ({
  name,
  description: `What ${name} is`,
  caseType: caseTypeOfIt,
  products: [],
  offeredWhen: { all: [] },
  defaults: { fields: {}, category: null },
  related: [],
  ...rest,
});

/** A template for all cases. */
export const template = (name: string, documents: string, text: string, rest: Section = {}): Section => ({
  name,
  documents,
  when: { all: [] },
  text,
  ...rest,
});

/** A rule that routes to a team what a condition holds for. */
export const route = (team: string, when: Section = { all: [] }, rest: Section = {}): Section => ({
  name: `to ${team}`,
  when,
  team,
  agent: null,
  ...rest,
});

/** How candidates are ranked: nothing is required, and nothing makes one better than another. */
export const ranking = ({ prefers = {}, ...rest }: Section & { readonly prefers?: Section } = {}): Section => ({
  name: 'ranking',
  when: { all: [] },
  requires: [],
  prefers: { skills: [], language: 0, segment: 0, room: 0, ...prefers },
  respondWithin: null,
  ...rest,
});

const day = [{ from: '09:00', to: '17:00' }];

export const weekdays = (windows: ReadonlyArray<Section> = day): Section => ({
  monday: windows,
  tuesday: windows,
  wednesday: windows,
  thursday: windows,
  friday: windows,
  saturday: [],
  sunday: [],
});

/** Nine to five from Monday to Friday, in UTC. */
export const calendar = (id = 'office', rest: Section = {}): Section => ({
  id,
  name: id,
  zone: 'UTC',
  week: weekdays(),
  exceptions: [],
  ...rest,
});

/** A promise of so many working hours to resolve a case. */
export const serviceLevel = (name: string, hours: number | null, rest: Section = {}): Section => ({
  name,
  metric: 'resolution',
  agreement: 'SLA',
  when: { all: [] },
  stopsWhen: null,
  cancelledWhen: null,
  target: hours === null ? null : hours * hour,
  calendar: 'office',
  pausedBy: [],
  warnings: [],
  counts: 'fromStart',
  reopening: 'newCycle',
  ...rest,
});

/** A step of a playbook that is always to be done, at any stage. */
export const step = (name: string, rest: Section = {}): Section => ({
  step: name,
  stage: 'intake',
  after: [],
  when: { all: [] },
  doneBy: 'desk',
  team: null,
  neededFor: null,
  within: null,
  calendar: null,
  blocks: null,
  ...rest,
});

/** What of somebody's work is looked at, of which at most five points can be had. */
export const criterion = (name: string, weight: number, rest: Section = {}): Section => ({
  name,
  text: null,
  weight,
  max: 5,
  failsBelow: null,
  ...rest,
});

/** A scorecard that every closed case is reviewed by. */
export const scorecard = (name: string, criteria: ReadonlyArray<Section>, rest: Section = {}): Section => ({
  name,
  when: { all: [] },
  criteria,
  passAt: 80,
  sample: { percent: 100, seed: 'spring' },
  ...rest,
});

/** A playbook for all cases. */
export const playbook = (name: string, steps: ReadonlyArray<Section>, rest: Section = {}): Section => ({
  name,
  when: { all: [] },
  steps,
  ...rest,
});
