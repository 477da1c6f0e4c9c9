import * as E from 'fp-ts/Either';
import type * as T from 'fp-ts/Task';
import type { Asking, Assessor, AssessorFailed, AssessorTooLate, Suggestion } from './assessor';
import type { Material } from './material';

type Answer = E.Either<AssessorFailed | AssessorTooLate, ReadonlyArray<Suggestion>>;

const usually = 10_000; // milliseconds

const thrown = (error: unknown): Answer =>
  E.left({ type: 'AssessorFailed', message: error instanceof Error ? error.message : String(error) });

/** What an assessor says, or why it says nothing: whatever it does, an answer comes, and in time. */
export const saidInTime =
  ({ assess, within = usually }: Assessor, material: Material, asking: Omit<Asking, 'signal'>): T.Task<Answer> =>
  async () => {
    const stopping = new AbortController();
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<Answer>((resolve) => {
      timer = setTimeout(() => {
        resolve(E.left({ type: 'AssessorTooLate', within }));
        stopping.abort();
      }, within);
    });
    const said = async (): Promise<Answer> => assess(material, { ...asking, signal: stopping.signal })();
    try {
      return await Promise.race([said().catch(thrown), late]);
    } finally {
      clearTimeout(timer);
    }
  };
