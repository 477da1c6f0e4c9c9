import type { ImportFailure } from './failure';

const quoted = (value: string): string => JSON.stringify(value.length > 80 ? `${value.slice(0, 77)}...` : value);
const listed = (values: ReadonlyArray<string>): string => values.map(quoted).join(', ');

/** What is, what must be, what to do. */
export const failureWords = (failure: ImportFailure): string => {
  switch (failure.type) {
    case 'FileUnreadable':
      return `${failure.file} ${failure.why}`;
    case 'FileUnwritable':
      return `${failure.file}, the file for bad rows, ${failure.why}`;
    case 'FileMalformed':
      return `${failure.file}, line ${failure.line}: ${failure.found}; expected ${failure.expected}`;
    case 'HeaderUnfit':
      return [
        `${failure.file}, line 1: the header`,
        ...(failure.missing.length > 0 ? [` has no column ${listed(failure.missing)}`] : []),
        ...(failure.repeated.length > 0 ? [` has more than one column ${listed(failure.repeated)}`] : []),
        `; it has ${listed(failure.found)}`,
      ].join('');
    case 'BadRow':
      return `${failure.file}, line ${failure.line} (row ${failure.row}), column ${failure.column}: ${quoted(failure.value)}; expected ${failure.expected}`;
    case 'ZoneUnknown':
      return `${quoted(failure.zone)} is no time zone; expected an IANA name such as Europe/Rome or America/New_York`;
    case 'CaseTaken':
      return `${failure.file}, line ${failure.line} (row ${failure.row}): case ${quoted(failure.case)} is in the log already, from ${failure.from}; import a case from one file, with its rows where they were, and in the order of time where they are not together`;
    case 'ImportStopped':
      return `stopped at row ${failure.row} of ${failure.file}; the same command goes on from there`;
    case 'StoreUnavailable':
      return `the log cannot be written: ${failure.message}; the same command goes on from where it stopped`;
    case 'EventUnreadable':
      return `revision ${failure.revision} of ${failure.stream} cannot be read: ${failure.faults.join('; ')}`;
  }
};
