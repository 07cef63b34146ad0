import fc from 'fast-check';
import { expect, test } from 'vitest';
import { draft, row } from '../../../test/fixtures/drafts.ts';
import { request, searchIn } from '../../../test/fixtures/search.ts';
import { maxQueryLength } from '../../contract/names.ts';
import { mostPostings, mostTextsRead } from './match.ts';
import { mostParts } from './reading/parts.ts';

/** So many rows of common words that a query could read far more than it may. */
const common =
  'injection of the left knee with a needle in an office for pain each per unit type other'.split(' ');
const crowded = searchIn(
  draft(
    'hcpcs',
    Array.from({ length: 20_000 }, (_, at) => {
      const words = common.map((word, place) =>
        ((at >> (place % 14)) & 1) === 0 || place < 4 ? word : `${word}${at % 40}`,
      );
      return row('hcpcs', `A${String(at).padStart(5, '0')}`, words.join(' '));
    }),
  ),
);

const word = fc.oneof(
  fc.constantFrom(...common, 'i', 'in', 'kne', 'le', 'injct', 'htn', 'h/o', '-left', '"of the"', ',', 'on'),
  fc.string({ unit: 'binary', maxLength: 12 }),
);
const text = fc.array(word, { maxLength: 60 }).map((words) => words.join(' ').slice(0, maxQueryLength));

test('whatever is typed, no more than the stated work is done', () => {
  let most = 0;
  fc.assert(
    fc.property(text, (typed) => {
      expect(() => crowded.search(request(typed))).not.toThrow();
      const { postings, texts } = crowded.work;
      most = Math.max(most, postings);
      expect(postings).toBeLessThanOrEqual((1 + mostParts) * mostPostings);
      expect(texts).toBeLessThanOrEqual((1 + mostParts) * mostTextsRead);
    }),
    { numRuns: 60 },
  );
  // The bound is tried, not merely far away.
  expect(most).toBeGreaterThan(mostPostings / 2);
});
