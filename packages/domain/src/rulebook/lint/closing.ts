import { finding, type Check } from './finding';

/** A reminder that a case closes by itself must come before it does. */
export const reminders: Check = ({ closing: { autoCloseAfter, remindAfter } }) => {
  if (remindAfter === null) return [];
  if (autoCloseAfter === null)
    return finding('closing.remindAfter', 'no case closes by itself: there is nothing to remind of');
  return remindAfter < autoCloseAfter
    ? []
    : finding('closing.remindAfter', `${remindAfter} must be less than autoCloseAfter, ${autoCloseAfter}`);
};
