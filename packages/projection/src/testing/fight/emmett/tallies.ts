/** As Emmett wants its events. */
export interface TallyAdded {
  readonly type: 'TallyAdded';
  readonly data: { readonly amount: number };
}

export const createTallies = `create table tallies (stream text primary key, events integer not null, sum bigint not null,
  positions bigint[] not null)`;

export const addToTallies = `insert into tallies as kept (stream, events, sum, positions) values ($1, 1, $2, array[$3::bigint])
  on conflict (stream) do update set events = kept.events + 1, sum = kept.sum + excluded.sum, positions = kept.positions || excluded.positions`;
