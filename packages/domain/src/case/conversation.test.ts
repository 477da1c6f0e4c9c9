import { textOf } from '@casebook/vocabulary';
import { at, created, opened, resolved, waiting } from '../testing/examples';
import { given } from '../testing/given';
import { caseDecider } from './case';

const incoming = {
  at,
  messageId: textOf('m-1'),
  channel: 'email',
  inReplyTo: null,
  body: textOf('Still dark.'),
  from: 'customer',
} as const;
const received = { ...incoming, type: 'MessageReceived' } as const;
const receive = { ...incoming, type: 'ReceiveMessage' } as const;

const outgoing = {
  at,
  messageId: textOf('m-2'),
  channel: 'email',
  inReplyTo: textOf('m-1'),
  body: textOf('Which lamp is lit?'),
  to: 'customer',
  automated: false,
  awaits: textOf('wait-1'),
  template: null,
} as const;
const sent = { ...outgoing, type: 'MessageSent' } as const;
const send = { ...outgoing, type: 'SendMessage' } as const;

describe('a message', () => {
  test('counts once, however often it is delivered', () => {
    given(caseDecider, created).when(receive).yields(received);
    given(caseDecider, created, received).when(receive).yieldsNothing();
  });

  test('that awaits an answer makes the case wait for it', () => {
    given(caseDecider, ...opened)
      .when(send)
      .yields(sent, waiting);
  });

  test('that awaits an answer is sent once, and its wait is not started again', () => {
    given(caseDecider, ...opened, sent, waiting)
      .when(send)
      .yieldsNothing();
    given(caseDecider, ...opened, waiting)
      .when(send)
      .yields(sent);
  });

  test('that awaits nothing can still be sent when the case is resolved', () => {
    given(caseDecider, ...opened, resolved)
      .when({ ...send, awaits: null })
      .yields({ ...sent, awaits: null });
    given(caseDecider, ...opened, resolved)
      .when(send)
      .isRefused({ type: 'CaseNotOpen', status: 'Resolved' });
  });
});

test('a note is added once', () => {
  const note = {
    at,
    noteId: textOf('note-1'),
    body: textOf('Known fault of this series'),
    mentions: [],
    template: null,
  };
  const add = { ...note, type: 'AddNote' } as const;
  const added = { ...note, type: 'NoteAdded' } as const;
  given(caseDecider, created).when(add).yields(added);
  given(caseDecider, created, added).when(add).yieldsNothing();
});
