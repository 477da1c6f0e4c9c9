import { metrics } from '@casebook/domain';

/** Something wrong in a document: where, and in words, the path first. */
export interface Fault {
  readonly path: ReadonlyArray<string>;
  readonly message: string;
}

export const faultAt = (path: ReadonlyArray<string>, message: string): Fault => ({
  path,
  message: `${path.join('.')}: ${message}`,
});

/** What is meant by those that a codec names by a word only. */
const meant: { readonly [name: string]: string } = {
  AgentId: 'the name of an agent, of 1 to 200 characters',
  Agreement: 'SLA, OLA or contract',
  CalendarId: 'the id of a calendar, of 1 to 200 characters',
  Instant: 'an instant with its zone, such as 2026-03-01T12:00:00Z',
  Metric: `one of ${metrics.join(', ')}`,
  TeamId: 'the name of a team, of 1 to 200 characters',
  Text: 'text',
  WaitOn: 'customer, thirdParty, task, approval, majorIssue or date',
  boolean: 'true or false',
};

/** A fault from the line that a codec makes of it. */
export const faultFrom = (line: string): Fault => {
  const [path = ''] = line.split(': ', 1);
  const message = line.replace(/ must be (\w+)( or null)?$/, (whole, name: string, orNull = '') =>
    name in meant ? ` must be ${meant[name]}${String(orNull)}` : whole,
  );
  return { path: path === 'value' ? [] : path.split('.'), message };
};
