import { run, type ReviewFound } from '@casebook/casebook';
import { counted } from '../present/number';
import type { Settings } from '../settings';
import type { Answer } from './answer';
import { opened } from './opened';

type ReviewOutcome = ReviewFound['outcome'];

export interface ReviewOptions {
  readonly outcome: ReviewOutcome;
  readonly finding: ReadonlyArray<string>;
}

/** Puts on record what somebody found who went through a version of the rulebook. */
export const rulebookReview = (
  settings: Settings,
  version: number,
  { outcome, finding: findings }: ReviewOptions,
): Promise<Answer> =>
  opened(settings, async (_, desk) => {
    const { position } = await run(desk.rulebook.review(version, { outcome, findings }));
    const figures = { version, outcome, findings: [...findings], position };
    const found = findings.length === 0 ? 'nothing to change' : counted(findings.length, 'finding');
    return {
      page: () =>
        `Version ${version} of the rulebook of ${settings.tenant} was reviewed: ${outcome === 'confirmed' ? 'it is confirmed' : 'it is to be revised'}, ${found}.`,
      json: figures,
      sheet: { columns: Object.keys(figures), rows: [[version, outcome, findings.join('; '), position]] },
    };
  });
