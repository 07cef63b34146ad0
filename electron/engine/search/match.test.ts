import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dayNumber } from '../../codeset/dates.ts';
import type { CodeSet } from '../../codeset/reader.ts';
import type { CodeRow } from '../../codeset/rows.ts';
import { wordsOf } from '../../codeset/words.ts';
import { systems } from '../../contract/codes.ts';
import { draft, hcpcsDraft, icdDraft, row } from '../../../test/fixtures/drafts.ts';
import { inMemory, lexicon, request } from '../../../test/fixtures/search.ts';
import type { Slot } from './expand.ts';
import { expand } from './expand.ts';
import { ChapterPlaces, Filters } from './filters.ts';
import { MergedIndex } from './index.ts';
import type { Limits } from './match.ts';
import { Matcher } from './match.ts';
import { termsOf } from './reading/terms.ts';
import { Said } from './said.ts';
import { SpellingIndex } from './spelling.ts';

const vocabulary = [
  'femur',
  'fracture',
  'fractures',
  'left',
  'of',
  'with',
  'history',
  'myocardial',
  'infarction',
  'hypertension',
  'old',
  '2',
];
const title = fc
  .array(fc.constantFrom(...vocabulary), { minLength: 1, maxLength: 6 })
  .map((words) => words.join(' '));
const ended = fc.constantFrom(null, null, '2020-12-31');
const rows = fc
  .array(fc.tuple(title, ended, fc.constantFrom('hcpcs' as const, 'pos' as const)), {
    minLength: 1,
    maxLength: 20,
  })
  .map((made) => made.map(([text, end, system], at) => row(system, `A${at}`, text, { ended: end })));
const query = fc
  .array(fc.constantFrom(...vocabulary, 'fem', 'htn', 'mi', 'h/o', 'heart attack', 'lefft', 'unheard'), {
    minLength: 1,
    maxLength: 4,
  })
  .map((words) => words.join(' '));

function slotsFor(text: string, index: MergedIndex): Slot[] {
  return expand(termsOf(text, lexicon), index, new SpellingIndex(index.words));
}

const unfiltered = (): Filters => new Filters(request(''), new ChapterPlaces(lexicon.chapters));

const limits = (index: MergedIndex, date: string, filters = unfiltered()): Limits => ({
  filters,
  said: new Said(index, { phrases: [], excludedPhrases: [], excluded: [] }),
  alive: index.aliveOn(dayNumber(date)),
});

interface Scored {
  code: number;
  set: number;
  score: number;
}

/** Everything by definition: every code against every alternative, no postings. */
function naive(
  made: readonly CodeRow[],
  sets: CodeSet[],
  slots: Slot[],
  index: MergedIndex,
  date: string,
): Scored[] {
  const total = slots.reduce((sum, slot) => sum + slot.weight, 0) || 1;
  const facts = sets.flatMap(({ segment }) =>
    [...segment.prior].map((prior, doc) => ({
      prior,
      weighty: segment.weightyWords[doc] ?? 1,
      billable: segment.billable[doc],
    })),
  );
  return made.flatMap((one, code) => {
    if (one.ended !== null && one.ended < date) return [];
    const words = new Set(wordsOf(one.title).map(({ word }) => index.wordNumber(word)));
    let [set, share, sure, span] = [0, 0, 0, 0];
    for (const [place, slot] of slots.entries()) {
      const fits = slot.alternatives.filter((one_) =>
        one_.words.every((forms) => forms.some((form) => words.has(form))),
      );
      if (fits.length === 0) continue;
      set |= 1 << place;
      share += slot.weight / total;
      sure += (slot.weight * Math.max(...fits.map(({ quality }) => quality))) / total;
      span += Math.max(slot.term.words.length, slot.alternatives[0]?.words.length ?? 0);
    }
    // A number, a stage or a side orders what another word finds, and finds nothing by itself.
    const isFoundBy = (able: readonly Slot[]) =>
      able.length === 0 || able.some((slot) => (set & (1 << slots.indexOf(slot))) !== 0);
    const strong = slots.filter(({ weak }) => !weak);
    if (set === 0 || !isFoundBy(strong) || !isFoundBy(strong.filter(({ term }) => !term.side))) return [];
    const { prior = 0, weighty = 1, billable } = facts[code] ?? {};
    const score =
      sure * share * (0.7 + 0.3 * Math.min(1, span / weighty)) + prior / 2550 - (billable === 0 ? 0.02 : 0);
    return [{ code, set, score }];
  });
}

test('matches, counts and scores are what every code read by hand gives', () => {
  fc.assert(
    fc.property(rows, fc.array(query, { minLength: 1, maxLength: 6 }), (made, queries) => {
      const sets = [inMemory(draft('hcpcs', made))];
      const index = new MergedIndex(sets);
      const matcher = new Matcher(index);
      // One matcher for all: what a query leaves behind must not reach the next.
      for (const text of queries) {
        const slots = slotsFor(text, index);
        const all = naive(made, sets, slots, index, '2025-01-01');
        const total = slots.reduce((sum, slot) => sum + slot.weight, 0) || 1;
        const shareOf = ({ set }: Scored) =>
          slots.reduce((sum, slot, place) => sum + ((set >> place) & 1) * (slot.weight / total), 0);
        const fullest = Math.max(0, ...all.map(shareOf));
        const full = all.filter((one) => shareOf(one) > fullest - 1e-6);
        const least = fullest * (full.length < 10 ? 0.3 : 0.6);
        const expected = all.filter((one) => shareOf(one) >= least - 1e-6);
        const filters = unfiltered();
        const { best } = matcher.match(slots, limits(index, '2025-01-01', filters), 1000);
        expect(new Map(best.map((one) => [one.code, one.slots]))).toEqual(
          new Map(expected.map((one) => [one.code, one.set])),
        );
        for (const { code, score } of best)
          expect(score).toBeCloseTo(expected.find((one) => one.code === code)?.score ?? NaN, 4);
        expect(best.map(({ score }) => score)).toEqual(
          best.map(({ score }) => score).toSorted((a, b) => b - a),
        );
        for (const system of systems) {
          const ofSystem = full.filter((one) => made[one.code]?.system === system);
          expect(filters.counts[system] ?? 0).toBe(ofSystem.length);
        }
      }
    }),
    { numRuns: 150 },
  );
});

test('codes that satisfy equally much of the query count alike, whichever words those are', () => {
  const titles = [
    'femur old',
    'left with',
    'old left femur',
    'with',
    'fractures',
    'old',
    'femur',
    'fracture',
    'infarction',
    'left femur',
    'fracture',
  ];
  const made = titles.map((text, at) =>
    row('hcpcs', `A${at}`, text, { ended: at === 2 ? '2020-12-31' : null }),
  );
  const index = new MergedIndex([inMemory(draft('hcpcs', made))]);
  const filters = unfiltered();
  new Matcher(index).match(slotsFor('old femur lefft', index), limits(index, '2025-01-01', filters), 1000);
  expect(filters.counts.hcpcs).toBe(2);
});

test('of many, the best few are kept: those that head the whole list', () => {
  fc.assert(
    fc.property(rows, query, fc.integer({ min: 1, max: 8 }), (made, text, keep) => {
      const sets = [inMemory(draft('hcpcs', made))];
      const index = new MergedIndex(sets);
      const matcher = new Matcher(index);
      const slots = slotsFor(text, index);
      const whole = matcher.match(slots, limits(index, '2020-01-01'), 1000).best;
      expect(matcher.match(slots, limits(index, '2020-01-01'), keep).best).toEqual(whole.slice(0, keep));
    }),
    { numRuns: 100 },
  );
});

describe('the merged index', () => {
  test('holds every word once, sorted, with the codes of all files counted', () => {
    const sets = [icdDraft(), hcpcsDraft()].map(inMemory);
    const index = new MergedIndex(sets);
    const all = sets.flatMap((set) =>
      Array.from({ length: set.manifest.codes }, (_, doc) => set.code(doc)?.title ?? ''),
    );
    const spelled = all.map((text) => new Set(wordsOf(text).map(({ word }) => word)));
    expect(index.words).toEqual([...new Set(spelled.flatMap((words) => [...words]))].toSorted());
    for (const [number, word] of index.words.entries()) {
      expect(index.wordNumber(word)).toBe(number);
      expect(index.frequency[number]).toBe(spelled.filter((words) => words.has(word)).length);
    }
    expect(index.codes).toBe(all.length);
    for (let code = 0; code < index.codes; code += 1) {
      const { set, base } = index.shardOf(code);
      expect(set.code(code - base)?.title).toBe(all[code]);
    }
    expect(() => index.shardOf(index.codes)).toThrow(RangeError);
  });

  test('gives the words that begin with a prefix', () => {
    const index = new MergedIndex([inMemory(icdDraft())]);
    for (const prefix of ['e', 'enc', 'fracture', 'zz', 'type']) {
      const [from, to] = index.prefixRange(prefix);
      expect(index.words.slice(from, to)).toEqual(index.words.filter((word) => word.startsWith(prefix)));
    }
    expect(index.wordNumber('nowhere')).toBe(-1);
  });
});

describe('what a term may match', () => {
  const kindsOf = (text: string): string[] => {
    const index = new MergedIndex([icdDraft(), hcpcsDraft()].map(inMemory));
    return slotsFor(text, index).flatMap(({ alternatives }) =>
      alternatives.map(
        ({ kind, words }) => `${kind}: ${words.map((forms) => index.words[forms[0] ?? -1]).join(' ')}`,
      ),
    );
  };

  test.each([
    ['hypertension', ['word: hypertension']],
    ['fractures', ['form: fracture']],
    ['diab', ['beginning: diabetes']],
    ['htn', ['abbreviation: hypertension']],
    ['pnuemonia', ['spelling: pneumonia']],
    ['2', ['word: 2', 'form: ii']],
    ['xyzzyx', []],
  ])('%s: %j', (text, expected) => {
    expect(kindsOf(text)).toEqual(expected);
  });

  test('the surest comes first: the word itself, its other forms, its beginnings', () => {
    const made = ['inject', 'injects', 'injection', 'injectable'].map((text, at) =>
      row('hcpcs', `A${at}`, text),
    );
    const index = new MergedIndex([inMemory(draft('hcpcs', made))]);
    const [slot] = slotsFor('inject', index);
    const qualities = slot?.alternatives.map(({ quality }) => quality) ?? [];
    expect(slot?.alternatives.map(({ kind }) => kind)).toEqual([
      'word',
      'form',
      'beginning',
      'beginning',
      'beginning',
    ]);
    expect(qualities).toEqual(qualities.toSorted((a, b) => b - a));
    expect(Math.max(...qualities)).toBe(1);
  });
});
