import type { NonEmptyArray } from 'fp-ts/NonEmptyArray';
import type { StreamName } from '@casebook/event-store';
import type { EventId } from '@casebook/vocabulary';
import type { Until } from '../connection/persist';
import type { Claims, Standing, Target } from './claims';

/** Where events of these ids stand in other streams of the tenant; `pending` where that is not decided yet. */
export type Elsewhere =
  | { readonly is: 'known'; readonly places: ReadonlyArray<Place> }
  | { readonly is: 'pending'; readonly id: EventId; readonly target: Target };

export interface Place {
  readonly stream: StreamName;
  readonly revision: number;
}

/** The ids of an append are its own; or they are not to be had, and nothing of the claim is left. */
export type Claimed = { readonly is: 'held'; readonly letGo: () => Promise<void> } | { readonly is: 'refused' };

/** What is asked about the ids of appends. */
export interface IdStandings {
  readonly elsewhere: (stream: StreamName, ids: ReadonlyArray<EventId>) => Promise<Elsewhere>;
  readonly claim: (target: Target, ids: NonEmptyArray<EventId>, time: Until) => Promise<Claimed>;
}

/** Ids are each stream's own: what is in others is nobody's concern. */
export const idsOfStreams: IdStandings = {
  elsewhere: () => Promise.resolve({ is: 'known', places: [] }),
  claim: () => Promise.resolve({ is: 'held', letGo: () => Promise.resolve() }),
};

const isWritten = (standing: Standing): standing is Extract<Standing, { readonly is: 'written' }> =>
  standing.is === 'written';

/** Ids are a tenant's own. */
export const idsOfTenants = ({ look, claim, release }: Claims): IdStandings => ({
  elsewhere: async (stream, ids) => {
    // Twice with the same outcome: then that was so at one instant, between the two.
    for (let before = ''; ;) {
      const standings = await Promise.all(ids.map((id) => look(stream, id)));
      const undecided = standings.findIndex(({ is }) => is === 'pending');
      const [id, standing] = [ids[undecided], standings[undecided]];
      if (id !== undefined && standing?.is === 'pending') return { is: 'pending', id, target: standing.target };
      const places = standings.filter(isWritten).map((one) => ({ stream: one.in, revision: one.at }));
      const now = JSON.stringify(places);
      if (now === before) return { is: 'known', places };
      before = now;
    }
  },
  claim: async (target, ids, time) => {
    const answers = await Promise.all(ids.map((id) => claim(target, id, time)));
    const letGo = async (): Promise<void> => {
      const held = answers.flatMap((at, index) => {
        const id = ids[index];
        return typeof at === 'number' && id !== undefined ? [{ id, at }] : [];
      });
      await Promise.all(held.map(({ id, at }) => release(target.stream, id, at, time)));
    };
    if (answers.every((answer) => typeof answer === 'number')) return { is: 'held', letGo };
    await letGo();
    return { is: 'refused' };
  },
});
