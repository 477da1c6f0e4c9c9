import { taskEither as TE } from 'fp-ts';
import type { NonEmptyArray } from 'fp-ts/NonEmptyArray';
import type { CaseEvent } from '@casebook/domain';
import type { EventCodec, EventStore } from '@casebook/event-store';
import { textOf, type TenantId } from '@casebook/vocabulary';
import type { ImportFailure } from './failure';
import { badRowsIn, besideFile, type BadRows } from './file/bad-rows';
import { Halt } from './halt';
import type { Mapping } from './mapping/mapping';
import type { ImportProgress, ImportReport } from './report';
import { readRows, type Rows } from './rows/read-rows';
import type { RowFacts } from './rows/row-facts';
import { appendCase, type Known } from './write/append-case';
import { inFlight } from './write/in-flight';
import type { Appending } from './write/recall';
import { recent } from './write/recent';
import { tally } from './write/tally';

/** What every import needs. */
export interface ImportInto {
  /** CSV with a header, plain or gzip. It is read twice: checked as a whole, then imported. */
  readonly file: string;
  readonly log: EventStore;
  readonly codec: EventCodec<CaseEvent>;
  readonly tenant: TenantId;
  /** IANA zone of times that do not say theirs; the mapping's by default. */
  readonly zone?: string;
  /** Bad rows do not stop the import: they are written to this file, or to one beside the imported one. */
  readonly skipBadRows?: true | { readonly to: string };
  readonly onProgress?: (progress: ImportProgress) => void;
  readonly signal?: AbortSignal;
}

export interface ImportWith extends ImportInto {
  readonly mapping: Mapping;
  /** Of how many cases the state is kept; the others are folded from their streams when a row comes. */
  readonly remembered?: number;
}

const streamsInFlight = 500;
const casesRemembered = 4_000;
/** Rows of one case are told together up to this many, so that a file of one case does not fill the memory. */
const rowsTogether = 5_000;
const rowsPerProgress = 2_000;

const byTime = (a: RowFacts, b: RowFacts): number => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0);

/** Rows of one case that stand together, in the order of time; ties stay as they are in the file. */
async function* together(rows: AsyncIterable<RowFacts>): AsyncGenerator<NonEmptyArray<RowFacts>> {
  let run: NonEmptyArray<RowFacts> | undefined;
  for await (const row of rows) {
    if (run !== undefined && run[0].case === row.case && run.length < rowsTogether) {
      run.push(row);
      continue;
    }
    if (run !== undefined) yield run.sort(byTime);
    run = [row];
  }
  if (run !== undefined) yield run.sort(byTime);
}

type Watch = (phase: ImportProgress['phase'], rows: Rows, row: number, events: number) => void;

const watching =
  ({ file, onProgress, signal }: ImportInto): Watch =>
  (phase, { table }, rows, events) => {
    if (signal?.aborted === true) throw new Halt({ type: 'ImportStopped', file, row: rows });
    if (rows % rowsPerProgress === 0) onProgress?.({ phase, bytes: table.read(), ofBytes: table.size, rows, events });
  };

/** Reads the whole file before anything is written. Throws at the first bad row, or gives the bad ones to `keep`. */
const check = async (rows: Rows, watch: Watch, keep: BadRows['keep'] | undefined): Promise<number> => {
  let count = 0;
  for await (const row of rows.rows) {
    count += 1;
    watch('checking', rows, count, 0);
    if (row.is === 'good') continue;
    if (keep === undefined) throw new Halt(row.fault);
    await keep(row.cells, row.fault);
  }
  return count;
};

const run = async (options: ImportWith): Promise<ImportReport> => {
  const { file, mapping, zone = mapping.zone, skipBadRows, log, codec, tenant, remembered = casesRemembered } = options;
  const watch = watching(options);

  const first = await readRows(file, mapping, zone);
  const bad = badRowsIn(typeof skipBadRows === 'object' ? skipBadRows.to : besideFile(file), first.header);
  const checked = await check(first, watch, skipBadRows === undefined ? undefined : bad.keep).finally(bad.close);
  const badRowsFile = await bad.close();

  const second = await readRows(file, mapping, zone);
  const appending: Appending = {
    log,
    origin: { system: mapping.system, file: textOf(second.table.name), tenant, codec },
  };
  const cases = recent<Promise<Known>>(remembered);
  // Whatever is forgotten: the next rows of a case wait until those before are in the log.
  const underWay = new Map<string, Promise<Known>>();
  const flight = inFlight(streamsInFlight);
  const counts = tally();
  let lateRows = 0;

  async function* good(): AsyncGenerator<RowFacts> {
    let count = 0;
    for await (const row of second.rows) {
      count += 1;
      watch('importing', second, count, counts.events());
      if (row.is === 'bad') continue;
      counts.row(row.facts);
      yield row.facts;
    }
  }

  try {
    for await (const rows of together(good())) {
      const { case: number } = rows[0];
      const known = await (underWay.get(number) ?? cases.get(number));
      if (known !== undefined)
        lateRows += rows.filter(({ at }) => known.soFar.at !== null && at < known.soFar.at).length;
      await flight.start(async () => {
        const outcome = appendCase(appending, known, rows);
        const after = outcome.then((done) => done.known);
        const over = (): void => {
          if (underWay.get(number) === after) underWay.delete(number);
        };
        after.then(over, over); // whoever waits for the outcome sees what fails
        cases.set(number, after);
        underWay.set(number, after);
        counts.outcome(await outcome);
      });
    }
    await flight.settled();
  } finally {
    await flight.over();
  }
  options.onProgress?.({
    phase: 'importing',
    bytes: second.table.size,
    ofBytes: second.table.size,
    rows: checked,
    events: counts.events(),
  });
  return { file, rows: checked, badRows: bad.count(), badRowsFile, lateRows, ...counts.report() };
};

/** Appends what a log tells, as facts of cases, through the port of the store. The same file again adds nothing, and ends what a killed import began. */
export const importLog = (options: ImportWith): TE.TaskEither<ImportFailure, ImportReport> =>
  TE.tryCatch(
    () => run(options),
    (error) => {
      if (error instanceof Halt) return error.failure;
      throw error;
    },
  );
