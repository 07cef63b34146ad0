import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CodeRow } from './rows.ts';
import { icdRows, row } from '../../test/fixtures/drafts.ts';
import { dayNumber } from './dates.ts';
import type { CodeName } from './names/name.ts';
import type { Segment } from './segment.ts';
import { categoryNumber, segmentFromBlobs, segmentToBlobs } from './segment.ts';
import { SegmentBuilder } from './segment-builder.ts';
import { wordsOf } from './words.ts';

function build(rows: readonly CodeRow[]): Segment {
  const builder = new SegmentBuilder();
  const docs = new Map(rows.map(({ key }, doc) => [key, doc]));
  for (const one of rows)
    builder.add({ ...one, parent: one.parent === null ? null : (docs.get(one.parent) ?? null) });
  if (rows.length > 0) builder.addName(brokenFemur);
  return builder.finish();
}

/** A name behind the codes, so that every part of a segment has something in it. */
const brokenFemur: CodeName = {
  kind: 'index',
  doc: 0,
  reach: 1,
  text: 'Femur, broken',
  words: [
    { word: 'femur', weight: 'weighty' },
    { word: 'broken', weight: 'empty' },
  ],
};

const title = fc.oneof(
  fc
    .array(fc.constantFrom('femur', 'fracture', 'of', 'with', 'left', '2', "Ménière's", 'x-ray'), {
      maxLength: 8,
    })
    .map((words) => words.join(' ')),
  fc.string({ unit: 'grapheme', maxLength: 30 }),
);
const rows = fc
  .array(title, { maxLength: 25 })
  .map((titles) => titles.map((text, doc) => row('hcpcs', `A${doc}`, text)));

describe('postings', () => {
  test('equal a naive inverted index; the forward index is the titles', () => {
    fc.assert(
      fc.property(rows, (made) => {
        const segment = build(made);
        const naive = new Map<string, number[]>();
        const texts = [...made.map(({ title: text }) => text), ...(made.length > 0 ? ['femur broken'] : [])];
        for (const [doc, text] of texts.entries()) {
          for (const word of new Set(wordsOf(text).map((one) => one.word))) {
            naive.set(word, [...(naive.get(word) ?? []), doc]);
          }
        }
        expect(segment.words).toEqual([...naive.keys()].toSorted());
        for (const [place, word] of segment.words.entries()) {
          const found = segment.postings.slice(segment.postingsAt[place], segment.postingsAt[place + 1]);
          expect([...found]).toEqual(naive.get(word));
        }
        for (const [doc, text] of texts.entries()) {
          const numbers = segment.titles.slice(segment.titlesAt[doc], segment.titlesAt[doc + 1]);
          expect([...numbers].map((number) => segment.words[number])).toEqual(
            wordsOf(text).map(({ word }) => word),
          );
        }
      }),
      { numRuns: 150 },
    );
  });

  test('the same rows give the same bytes of every blob, and they are read back as written', () => {
    fc.assert(
      fc.property(rows, (made) => {
        const segment = build(made);
        const blobs = segmentToBlobs(segment);
        expect([...segmentToBlobs(build(made))]).toEqual([...blobs]);
        expect(segmentFromBlobs((name) => blobs.get(name))).toEqual(segment);
      }),
      { numRuns: 60 },
    );
  });
});

describe('the numbers per code', () => {
  test('7th characters fold under the code they share; everything else stands alone', () => {
    const made = icdRows();
    const { family } = build(made);
    const headerOf = made.findIndex(({ key }) => key === 'S72001');
    for (const [doc, { key }] of made.entries()) {
      expect([key, family[doc]]).toEqual([key, /^S72001[ABD]$/.test(key) ? headerOf : doc]);
    }
  });

  test('billable, dates and the count of words that mean something', () => {
    const segment = build([
      row('icd10cm', 'I10', 'Essential (primary) hypertension'),
      row('icd10cm', 'E11', 'Type 2 diabetes mellitus', { billable: false }),
      row('hcpcs', 'K0001', 'of the', { added: '1994-01-01', ended: '2024-12-31' }),
    ]);
    expect([...segment.billable]).toEqual([1, 0, 2]);
    expect([...segment.weightyWords]).toEqual([1, 2, 1, 1]);
    expect([...segment.category]).toEqual(['I10', 'E11', 'K00'].map(categoryNumber));
    expect([...segment.added]).toEqual([0, 0, dayNumber('1994-01-01')]);
    expect([...segment.ended]).toEqual([65_535, 65_535, dayNumber('2024-12-31')]);
  });
});

describe('blobs that do not fit together', () => {
  const blobs = segmentToBlobs(build(icdRows()));

  test.each([...blobs.keys()])('without %s', (missing) => {
    const read = (name: string) => (name === missing ? undefined : blobs.get(name));
    expect(() => segmentFromBlobs(read)).toThrow(expect.objectContaining({ code: 'library-page-damaged' }));
  });

  test.each([...blobs.keys()])('with %s too short', (short) => {
    const read = (name: string) => {
      const blob = blobs.get(name);
      return name === short ? blob?.subarray(0, blob.length - 1) : blob;
    };
    // The last word without its end is still a word; everything else has a length to fit.
    if (short === 'words') expect(segmentFromBlobs(read).words).toHaveLength(build(icdRows()).words.length);
    else
      expect(() => segmentFromBlobs(read)).toThrow(expect.objectContaining({ code: 'library-page-damaged' }));
  });
});
