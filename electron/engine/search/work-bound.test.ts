import fc from 'fast-check';
import { expect, test } from 'vitest';
import { draft, row } from '../../../test/fixtures/drafts.ts';
import { request, searchIn } from '../../../test/fixtures/search.ts';
import { maxQueryLength } from '../../contract/names.ts';
import { mostBeginnings } from './expand.ts';
import { mostPostings, mostTextsRead } from './match.ts';
import { mostParts } from './reading/parts.ts';
import { mostTerms } from './reading/terms.ts';

const held = 20_000;
/** Of all terms of all questions and exclusions: every one may be the beginning of many words. */
const mostAlternatives = (2 + mostParts) * mostTerms * (mostBeginnings + 100);
/** Codes that all terms may name. */
const mostNamed = (2 + mostParts) * mostTerms * 400;

/** So many rows of common words that a query could read far more than it may. */
const common =
  'injection of the left knee with a needle in an office for pain each per unit type other'.split(' ');
const crowded = searchIn(
  draft(
    'hcpcs',
    Array.from({ length: held }, (_, at) => {
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
  const most = { postings: 0, said: 0, alternatives: 0 };
  fc.assert(
    fc.property(text, (typed) => {
      expect(() => crowded.search(request(typed))).not.toThrow();
      const { postings, texts, said, alternatives, targets } = crowded.work;
      most.postings = Math.max(most.postings, postings);
      most.said = Math.max(most.said, said);
      most.alternatives = Math.max(most.alternatives, alternatives);
      expect(postings).toBeLessThanOrEqual((1 + mostParts) * mostPostings);
      expect(texts).toBeLessThanOrEqual((1 + mostParts) * mostTextsRead);
      // Each text is looked at once, however many phrases and exclusions there are.
      expect(said).toBeLessThanOrEqual(held);
      expect(alternatives).toBeLessThanOrEqual(mostAlternatives);
      expect(targets).toBeLessThanOrEqual(mostNamed);
    }),
    { numRuns: 60 },
  );
  // The bound is tried, not merely far away.
  expect(most.postings).toBeGreaterThan(mostPostings / 2);
  expect(most.said).toBeGreaterThan(held / 2);
  expect(most.alternatives).toBeGreaterThan(mostBeginnings / 4);
});
