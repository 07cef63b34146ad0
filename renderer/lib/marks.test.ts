import { describe, expect, it } from 'vitest';
import { cutByMarks, sharedPrefixes, tailStart } from './marks.ts';

const title = 'Type 2 diabetes mellitus';
const joined = (pieces: { text: string }[]) => pieces.map((piece) => piece.text).join('');

describe('cutByMarks', () => {
  it('marks what matched and keeps every character', () => {
    expect(cutByMarks(title, [[7, 4]])).toEqual([
      { text: 'Type 2 ', marked: false },
      { text: 'diab', marked: true },
      { text: 'etes mellitus', marked: false },
    ]);
  });

  it('joins touching, overlapping and unsorted marks', () => {
    const pieces = cutByMarks(title, [
      [9, 6],
      [0, 4],
      [7, 3],
    ]);
    expect(pieces.filter((piece) => piece.marked).map((piece) => piece.text)).toEqual(['Type', 'diabetes']);
    expect(joined(pieces)).toBe(title);
  });

  it('survives marks beyond the end and of no length', () => {
    const pieces = cutByMarks(title, [
      [20, 90],
      [5, 0],
      [400, 2],
    ]);
    expect(pieces.filter((piece) => piece.marked)).toEqual([{ text: 'itus', marked: true }]);
    expect(joined(pieces)).toBe(title);
  });

  it('cuts only the part asked for', () => {
    expect(cutByMarks(title, [[0, 12]], 7, 15)).toEqual([
      { text: 'diabe', marked: true },
      { text: 'tes', marked: false },
    ]);
  });
});

describe('sharedPrefixes', () => {
  const shown = (titles: string[], fits = 20) =>
    sharedPrefixes(titles, fits).map((shared, index) => titles[index]?.slice(shared));

  it('leaves out what the title shown whole above already says, at a word', () => {
    expect(
      shown([
        'Type 2 diabetes mellitus with hyperglycemia',
        'Type 2 diabetes mellitus with hypoglycemia with coma',
        'Type 2 diabetes mellitus without complications',
      ]),
    ).toEqual([
      'Type 2 diabetes mellitus with hyperglycemia',
      'hypoglycemia with coma',
      'without complications',
    ]);
  });

  it('counts from the title shown whole, not from a shortened one', () => {
    expect(
      shown([
        'Type 2 diabetes mellitus',
        'Type 2 diabetes mellitus with coma, initial',
        'Type 2 diabetes mellitus with coma, late',
      ])[2],
    ).toBe('with coma, late');
  });

  it('leaves enough to be read by itself', () => {
    expect(shown(['Chronic kidney disease, stage 1', 'Chronic kidney disease, stage 3a'])[1]).toBe(
      'stage 3a',
    );
  });

  it('never leaves out a whole title, a short one, or a few letters', () => {
    const same = 'Fracture of neck of right femur';
    expect(shown([same, same])[1]).not.toBe('');
    expect(shown(['Urticaria, unspecified', 'Urticaria, other'], 30)).toEqual([
      'Urticaria, unspecified',
      'Urticaria, other',
    ]);
    expect(shown(['Open wound, left shoulder', 'Open wound, right shoulder'])[1]).toBe(
      'Open wound, right shoulder',
    );
  });
});

describe('tailStart', () => {
  it('keeps the last whole words of a long title', () => {
    const long = 'Fracture of unspecified part of neck of right femur, initial encounter';
    expect(long.slice(tailStart(long, 0))).toBe('initial encounter');
  });

  it('keeps a short title in one piece', () => {
    expect(tailStart('Allergic urticaria', 0)).toBe('Allergic urticaria'.length);
  });
});
