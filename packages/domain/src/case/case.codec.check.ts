import * as t from 'io-ts';
import { AgentId, Instant, nullable, personal, Text } from '@casebook/vocabulary';
import { first, type EventSchemas } from '../schema';
import { WrittenFromCodec } from '../rulebook/templates.codec';
import type { Conversation } from './conversation';
import type { Waits } from './waits';
import type { Of } from '../message';

// Compiled, never run: shows that a codec which is not its event's does not compile.

type Note = EventSchemas<Of<Conversation['event'], 'NoteAdded'>>;
type Ended = EventSchemas<Of<Waits['event'], 'WaitEnded'>>;

const at = Instant;
const type = t.literal('NoteAdded');
const noteId = Text;
const template = WrittenFromCodec;
const mentions = t.readonlyArray(AgentId);
const cause = t.keyof({ answered: null, done: null, elapsed: null, withdrawn: null, superseded: null, unstated: null });

export const right: Note = {
  NoteAdded: first(t.strict({ type, at, noteId, mentions, template, body: personal(nullable(Text)) })),
};

export const forgotten: Note = {
  // @ts-expect-error a field is forgotten
  NoteAdded: first(t.strict({ type, at, mentions, template, body: personal(nullable(Text)) })),
};

export const unmarked: Note = {
  // @ts-expect-error a personal field is not marked
  NoteAdded: first(t.strict({ type, at, noteId, mentions, template, body: nullable(Text) })),
};

export const hidden: Note = {
  // @ts-expect-error the mark is not outermost, where it would be found
  NoteAdded: first(t.strict({ type, at, noteId, mentions, template, body: nullable(personal(Text)) })),
};

export const surplus: Note = {
  // @ts-expect-error a field is there that the event does not have
  NoteAdded: first(
    t.strict({ type, at, noteId, mentions, template, body: personal(nullable(Text)), pinned: t.boolean }),
  ),
};

export const overmarked: Ended = {
  // @ts-expect-error a field is marked that is not personal
  WaitEnded: first(t.strict({ type: t.literal('WaitEnded'), at, waitId: personal(Text), cause })),
};
