import type { CaseTopic } from './case/case';
import type { Work } from './case/work';

// Compiled, never run: shows what a topic cannot do.

type Follow = NonNullable<CaseTopic<Work>['follow']>;

export const blind: Follow = {
  MessageReceived: (event) => {
    // @ts-expect-error a personal field is not there to be read
    void event.body;
    return [];
  },
  CaseCreated: ({ channel }) => {
    void channel;
    return [];
  },
};

export const foreign: Follow = {
  // @ts-expect-error a topic yields only its own events
  CaseResolved: ({ at }) => [{ type: 'CaseCancelled', at, reason: 'spam' }],
};

export const unknown: Follow = {
  // @ts-expect-error there is no such event
  CaseForgotten: () => [],
};
