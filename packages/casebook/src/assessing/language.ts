import * as TE from 'fp-ts/TaskEither';
import type { Assessor, Suggestion } from './assessor';
import type { Material } from './material';

interface Heard {
  readonly text: string;
  readonly about: string | undefined;
}

/** The latest message of the customer; before there is one, what the case was opened with. */
const heardIn = ({ messages, subject, description }: Material): Heard => {
  const latest = messages.filter(({ by }) => by === 'customer').at(-1);
  return latest === undefined
    ? { text: [subject, description].filter((text) => text !== null).join('\n'), about: undefined }
    : { text: latest.text, about: latest.messageId };
};

const told = async (material: Material, from: number): Promise<ReadonlyArray<Suggestion>> => {
  const { detectAll } = await import('tinyld');
  const { text, about } = heardIn(material);
  const [best] = detectAll(text);
  return best === undefined || best.accuracy < from
    ? []
    : [{ kind: 'language', value: best.lang, confidence: Math.min(1, Math.round(best.accuracy * 100) / 100), about }];
};

/**
 * Suggests the language that the customer writes in, told by TinyLD, which has to be installed beside Casebook: `npm install
 * tinyld@1.3.4`. It works offline and knows 64 languages. It is as sure as TinyLD says, which is no probability; below
 * `from`, 0.5 by default, it says nothing. A text of a few words is often taken for another language.
 */
export const languageAssessor = ({ from = 0.5 }: { readonly from?: number } = {}): Assessor => ({
  name: 'tinyld',
  version: '1.3.4',
  assess: (material) =>
    TE.tryCatch(
      () => told(material, from),
      (error) => ({ type: 'AssessorFailed', message: error instanceof Error ? error.message : String(error) }),
    ),
});
