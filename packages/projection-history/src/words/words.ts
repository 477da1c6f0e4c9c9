import type { CaseEvent } from '@casebook/domain';
import type { Recorded } from '@casebook/projection';
import type { Situation } from '../situation';
import { assessing } from './assessing';
import { approving } from './approving';
import { compliance } from './compliance';
import { booking } from './booking';
import { collaborating } from './collaborating';
import { ending } from './ending';
import { holding } from './holding';
import { notifying } from './notifying';
import { knowing } from './knowing';
import { opening } from './opening';
import { promised } from './promised';
import { reported } from './reported';
import { linking } from './linking';
import type { Saying, Words } from './saying';
import { tagging } from './tagging';
import { reviewing } from './reviewing';
import { tasking } from './tasking';
import { work } from './work';

/** What each event says. A new event does not compile until it has its words. */
const words: Words<CaseEvent['type']> = {
  ...opening,
  ...approving,
  ...holding,
  ...work,
  ...ending,
  ...promised,
  ...reported,
  ...compliance,
  ...assessing,
  ...linking,
  ...tasking,
  ...booking,
  ...notifying,
  ...collaborating,
  ...knowing,
  ...tagging,
  ...reviewing,
};

/** What the event says, of a case that was in this situation before. */
export const saying = (recorded: Recorded<CaseEvent>, before: Situation): Saying => {
  // A table typed event by event, looked up by a type that is only known while running; `Words` has checked each entry.
  const table = words as unknown as {
    readonly [T in CaseEvent['type']]: (recorded: Recorded<CaseEvent>, before: Situation) => Saying;
  };
  return table[recorded.event.type](recorded, before);
};
