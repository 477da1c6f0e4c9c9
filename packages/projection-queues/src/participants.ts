import type { CaseEvent } from '@casebook/domain';
import { count, flag, instant, optional, personal, rowsOf, text, type RowOf } from '@casebook/projection';
import { unlessErased, type Text } from '@casebook/vocabulary';

const columns = {
  participant_id: text('names the participant in the case'),
  role: text('watcher, copy, collaborator, expert or relatedParty'),
  agent: optional(text('agent who takes part, of a team that was invited whoever came for it; empty for others')),
  team: optional(text('team that takes part; empty for an agent, and for somebody outside the desk')),
  name: personal(optional(text('who it is, of somebody outside the desk; empty once erased'))),
  address: personal(
    optional(text('where somebody outside the desk is reached; empty where nobody says, and once erased')),
  ),
  accepted: flag('takes part: only an expert is invited first'),
  mentions: count('notes that have mentioned this agent since they take part'),
  mentioned_at: optional(instant('the last of these notes; empty where there is none')),
  since: instant('when they were added or invited'),
  until: optional(instant('when they took part no longer; empty while they do')),
  ended: optional(text('left, declined, removed or caseOver; empty while they take part')),
};

type Row = RowOf<typeof columns>;
type Rows = ReadonlyArray<Row>;

const changed = (rows: Rows, id: Text, change: Partial<Row>): Rows =>
  rows.map((row) => (row.participant_id === id && row.until === null ? { ...row, ...change } : row));

/** Who else has to do with a case, as what, and since when. */
export const participants = rowsOf<CaseEvent>()({
  name: 'participants',
  version: 1,
  comment: 'One row for each time that somebody beside its agent took part in a case: watching, helping, or concerned',
  columns,
  key: ['participant_id'],
  indexes: [{ on: ['agent', 'since'] }, { on: ['team', 'since'] }],
  on: {
    ParticipantAdded: (rows, { event, occurredAt }) => [
      ...rows.filter(({ participant_id }) => participant_id !== event.participantId),
      {
        participant_id: event.participantId,
        role: event.role,
        agent: event.agent,
        team: event.team,
        name: event.name === null ? null : (unlessErased(event.name) ?? null),
        address: event.address === null ? null : (unlessErased(event.address) ?? null),
        accepted: event.role !== 'expert',
        mentions: event.mentionedIn === null ? 0 : 1,
        mentioned_at: event.mentionedIn === null ? null : occurredAt,
        since: occurredAt,
        until: null,
        ended: null,
      },
    ],
    InvitationAccepted: (rows, { event: { participantId, agent } }) =>
      changed(rows, participantId, { agent, accepted: true }),
    ParticipantRemoved: (rows, { event: { participantId, reason }, occurredAt }) =>
      changed(rows, participantId, { until: occurredAt, ended: reason }),
    NoteAdded: (rows: Rows, { event: { mentions }, occurredAt }) =>
      mentions.length === 0
        ? rows
        : rows.map((row) =>
            row.until === null && mentions.some((agent) => agent === row.agent)
              ? { ...row, mentions: row.mentions + 1, mentioned_at: occurredAt }
              : row,
          ),
  },
});
