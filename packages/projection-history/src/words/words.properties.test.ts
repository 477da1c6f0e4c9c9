import * as fc from 'fast-check';
import { caseHistories } from '@casebook/domain/testing';
import { recorded } from '@casebook/projection/contract';
import { sentence, timelineOf } from '../timeline';

test('every event of any history has a sentence without holes', () => {
  fc.assert(
    fc.property(caseHistories, (history) => {
      const entries = timelineOf(recorded(history));
      expect(entries).toHaveLength(history.length);
      for (const entry of entries) {
        expect(sentence(entry)).toMatch(/^(Rule '|ada \(agent\) )[a-z]?/u);
        expect(`${entry.who} ${entry.what}`).not.toMatch(/undefined|null|\[object/u);
      }
    }),
  );
});
