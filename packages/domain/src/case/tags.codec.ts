import * as t from 'io-ts';
import { Instant, Text } from '@casebook/vocabulary';
import { first, type CommandCodecs, type EventSchemas } from '../schema';
import { such } from '../such';
import type { Tags } from './tags';

const TagCodec = such(
  'a tag: one word of at most 50 letters, digits, dots, hyphens, underscores and slashes',
  Text,
  (tag) => /^[\p{L}\p{M}\p{N}._/-]{1,50}$/u.test(tag),
);

export const tagsSchemas: EventSchemas<Tags['event']> = {
  TagAdded: first(t.strict({ type: t.literal('TagAdded'), at: Instant, tag: TagCodec })),
  TagRemoved: first(t.strict({ type: t.literal('TagRemoved'), at: Instant, tag: TagCodec })),
};

export const tagsCommands: CommandCodecs<Tags['command']> = {
  AddTag: t.strict({ type: t.literal('AddTag'), at: Instant, tag: TagCodec }),
  RemoveTag: t.strict({ type: t.literal('RemoveTag'), at: Instant, tag: TagCodec }),
};
