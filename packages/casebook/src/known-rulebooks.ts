import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import {
  isOneVersion,
  publishingDecider,
  rulebookEventSchemas,
  rulesOf,
  type Publishing,
  type Rulebook,
  type RulebookEvent,
  type Rules,
} from '@casebook/domain';
import { eventCodec, type EventUnreadable, type Recorded, type StoredEvent } from '@casebook/event-store';

export const rulebookCodec = eventCodec<RulebookEvent>(rulebookEventSchemas);

/** Code and log each have a rulebook of this version, and they are not the same: nobody can say which one decided. */
export interface RulebookContradicted {
  readonly type: 'RulebookContradicted';
  readonly tenant: string;
  readonly version: number;
}

/** All versions of a tenant's rulebook, from code and from the log, as far as the log was read. */
export interface KnownRulebooks {
  readonly fromCode: ReadonlyArray<Rulebook>;
  readonly recorded: ReadonlyArray<Recorded<RulebookEvent>>;
  readonly publishing: Publishing;
  readonly rules: Rules;
}

/** What is known before the log was read. Throws a RangeError where code has two of one version. */
export const knownFromCode = (fromCode: ReadonlyArray<Rulebook>): KnownRulebooks => ({
  fromCode,
  recorded: [],
  publishing: publishingDecider.initial,
  rules: rulesOf(fromCode),
});

/** What is known once more of the stream was read. */
export const knownWith = (
  { fromCode, recorded, publishing }: KnownRulebooks,
  stored: ReadonlyArray<StoredEvent>,
): E.Either<EventUnreadable | RulebookContradicted, KnownRulebooks> =>
  pipe(
    stored,
    E.traverseArray(rulebookCodec.decode),
    E.chainW((more): E.Either<RulebookContradicted, KnownRulebooks> => {
      const after = more.reduce((state, { event }) => publishingDecider.evolve(state, event), publishing);
      const published = after.versions.map(({ rulebook }) => rulebook);
      const inBoth = (one: Rulebook) => published.find(({ version }) => version === one.version);
      const contradicted = fromCode.find((one) => {
        const other = inBoth(one);
        return other !== undefined && !isOneVersion(one, other);
      });
      if (contradicted !== undefined) {
        const tenant = more[0]?.tenant ?? '';
        return E.left({ type: 'RulebookContradicted', tenant, version: contradicted.version });
      }
      return E.right({
        fromCode,
        recorded: [...recorded, ...more],
        publishing: after,
        rules: rulesOf([...fromCode.filter((one) => inBoth(one) === undefined), ...published]),
      });
    }),
  );
