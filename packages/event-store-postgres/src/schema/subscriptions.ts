import type { Names } from './names';

/** Where named subscriptions have got to. Unlike the log it is changed in place; losing it means dealing with events again. */
export const subscriptionsTable = ({ subscriptions }: Names): ReadonlyArray<string> => [
  `create table ${subscriptions} (
  "tenant" text collate "C" not null,
  "name" text collate "C" not null,
  "position" bigint not null,
  "filter" text collate "C",
  "epoch" bigint not null,
  "holder" text collate "C",
  "expires_at" timestamptz(3),
  primary key ("tenant", "name")
) with (fillfactor = 50)`,
  `comment on table ${subscriptions} is 'Named subscriptions: the position up to which each has dealt with its events, and who has it.'`,
  `comment on column ${subscriptions}."filter" is 'what it lets through, the same for as long as it is not reset; null after a reset'`,
  `comment on column ${subscriptions}."epoch" is 'one more with every claim and reset; what an earlier holder saves is refused'`,
  `comment on column ${subscriptions}."expires_at" is 'from then on anybody may claim it; null where it was released'`,
];
