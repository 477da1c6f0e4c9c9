import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import type { CustomerId, Text } from '@casebook/vocabulary';
import type { Dated, Variant } from '../message';
import type { CaseTopic } from './case';
import { ofCase, type CaseUnknown } from './gate';

/** A person's data that was erased. */
export interface ErasedData {
  readonly person: CustomerId;
  /** Names the key that was destroyed. */
  readonly key: Text;
  readonly reason: Text;
}

export interface Compliance {
  readonly slice: {
    /** Ids of the holds that stand. */
    readonly holds: ReadonlyArray<Text>;
    /** Ids of holds that are over: an id starts and ends once. */
    readonly released: ReadonlyArray<Text>;
    readonly erased: ReadonlyArray<CustomerId>;
  };
  readonly command:
    | Dated<'PlaceLegalHold', { holdId: Text; basis: Text }>
    | Dated<'ReleaseLegalHold', { holdId: Text; reason: Text }>
    /** Given once the key is destroyed: what is so cannot be refused any more. */
    | Dated<'RecordErasure', ErasedData>;
  readonly event:
    /** `basis` is the duty or the proceedings for which it is kept. */
    | Dated<'LegalHoldPlaced', { holdId: Text; basis: Text }>
    | Dated<'LegalHoldReleased', { holdId: Text; reason: Text }>
    | Dated<'PersonalDataErased', ErasedData>;
  readonly rejection: CaseUnknown | Variant<'HoldUnknown', { holdId: Text }>;
}

/** What the law asks of a case: to be kept, or that what it tells about a person be erased. Asked for at any time, also once the case is over. */
export const compliance: CaseTopic<Compliance> = {
  initial: { holds: [], released: [], erased: [] },
  decide: {
    PlaceLegalHold: (command, state) =>
      pipe(
        ofCase(state),
        E.map(() => {
          const { holds, released } = state.compliance;
          const isKnown = holds.includes(command.holdId) || released.includes(command.holdId);
          return isKnown ? [] : [{ ...command, type: 'LegalHoldPlaced' }];
        }),
      ),
    ReleaseLegalHold: (command, state) => {
      const { holdId } = command;
      const { holds, released } = state.compliance;
      const status = ofCase(state);
      if (E.isLeft(status)) return status;
      if (holds.includes(holdId)) return E.right([{ ...command, type: 'LegalHoldReleased' }]);
      return released.includes(holdId) ? E.right([]) : E.left({ type: 'HoldUnknown', holdId });
    },
    RecordErasure: (command, state) =>
      pipe(
        ofCase(state),
        E.map(() =>
          state.compliance.erased.includes(command.person) ? [] : [{ ...command, type: 'PersonalDataErased' }],
        ),
      ),
  },
  evolve: {
    LegalHoldPlaced: ({ holds, released, erased }, { holdId }) => ({
      holds: holds.includes(holdId) ? holds : [...holds, holdId],
      released,
      erased,
    }),
    LegalHoldReleased: ({ holds, released, erased }, { holdId }) => ({
      holds: holds.filter((one) => one !== holdId),
      released: released.includes(holdId) ? released : [...released, holdId],
      erased,
    }),
    PersonalDataErased: ({ holds, released, erased }, { person }) => ({
      holds,
      released,
      erased: erased.includes(person) ? erased : [...erased, person],
    }),
  },
};
