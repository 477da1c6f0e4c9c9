import { say, type Words } from './saying';
import { assessed } from './terms';

/** What machines make of a case, and which of them: name@version, whoever recorded it. */
export const assessing: Words<'AssessmentRecorded'> = {
  AssessmentRecorded: ({ event: { kind, value, confidence, assessor, about } }) =>
    say(
      `suggested ${assessed[kind]} ${value}${about === null ? '' : ` of message ${about}`}, ` +
        `${Math.round(confidence * 100)} % sure (${assessor.name}@${assessor.version})`,
    ),
};
