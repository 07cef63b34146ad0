import { describe, expect, it } from 'vitest';
import { cutTitle, cutTitles, shownText } from './cut-title.ts';
import { linesOf } from './text-width.ts';

const lines = (text: string) => linesOf(text, 200);
const shown = (titles: readonly string[], head?: string) => {
  const cut = cutTitles(titles.map((title) => ({ title, lines, ...(head === undefined ? {} : { head }) })));
  return titles.map((title, at) => shownText(title, cut[at] ?? []));
};

const diabetes = 'Type 2 diabetes mellitus with';
const retinopathy = `${diabetes} unspecified diabetic retinopathy`;
const proliferative = `${diabetes} proliferative diabetic retinopathy with`;
const answers: Record<string, string[]> = {
  'E11.8, E11.9': [
    `${diabetes} unspecified complications`,
    'Type 2 diabetes mellitus without complications',
    'Type 1 diabetes mellitus with unspecified complications',
    'Type 1 diabetes mellitus without complications',
  ],
  'E10.311, E10.319': [
    'Type 1 diabetes mellitus with unspecified diabetic retinopathy with macular edema',
    'Type 1 diabetes mellitus with unspecified diabetic retinopathy without macular edema',
    `${retinopathy} with macular edema`,
    `${retinopathy} without macular edema`,
  ],
  'E11.32–E11.35': ['mild', 'moderate', 'severe'].flatMap((degree) =>
    ['with', 'without'].flatMap((edema) =>
      ['right eye', 'left eye', 'bilateral', 'unspecified eye'].map(
        (eye) => `${diabetes} ${degree} nonproliferative diabetic retinopathy ${edema} macular edema, ${eye}`,
      ),
    ),
  ),
  'E11.352–E11.354': ['right eye', 'left eye', 'bilateral', 'unspecified eye'].flatMap((eye) => [
    `${proliferative} traction retinal detachment involving the macula, ${eye}`,
    `${proliferative} traction retinal detachment not involving the macula, ${eye}`,
    `${proliferative} combined traction retinal detachment and rhegmatogenous retinal detachment, ${eye}`,
  ]),
  'H02.051–H02.056': [
    'right upper eyelid',
    'right lower eyelid',
    'right eye, unspecified eyelid',
    'left upper eyelid',
    'left lower eyelid',
    'left eye, unspecified eyelid',
  ].map((lid) => `Trichiasis without entropion ${lid}`),
};

const femur = 'Unspecified fracture of left femur,';
const closed = 'for closed fracture';
const open = 'for open fracture type';
const encounters = [
  `initial encounter ${closed}`,
  `initial encounter ${open} I or II`,
  `initial encounter ${open} IIIA, IIIB, or IIIC`,
  ...['routine healing', 'delayed healing', 'nonunion', 'malunion'].flatMap((healing) =>
    [closed, `${open} I or II`, `${open} IIIA, IIIB, or IIIC`].map(
      (kind) => `subsequent encounter ${kind} with ${healing}`,
    ),
  ),
  'sequela',
].map((encounter) => `${femur} ${encounter}`);

describe('no two rows of one answer look alike', () => {
  it.each(Object.entries(answers))('%s', (_, titles) => {
    expect(new Set(shown(titles)).size).toBe(titles.length);
  });

  it('S72.92XA to S72.92XS, as results and under their head', () => {
    expect(new Set(shown(encounters)).size).toBe(encounters.length);
    const members = encounters.slice(1);
    expect(new Set(shown(members, encounters[0])).size).toBe(members.length);
  });
});

describe('cutTitle', () => {
  it('shows whole what fits, and keeps three lines otherwise', () => {
    expect(shown(answers['E11.8, E11.9'] ?? [])).toEqual(answers['E11.8, E11.9']);
    for (const title of Object.values(answers).flat())
      expect(lines(shown([title])[0] ?? ''), title).toBeLessThanOrEqual(3);
  });

  it('keeps the telling words and the end of a long title', () => {
    const title = `${proliferative} traction retinal detachment not involving the macula, left eye`;
    const text = shownText(title, cutTitle(title, lines));
    expect(text).toMatch(/^Type 2 /);
    expect(text).toContain('not involving');
    expect(text).toMatch(/left eye$/);
  });

  it('leaves out what the head of a fold says, but never a side or a denial', () => {
    const member = `${femur} sequela`;
    expect(shown([member], encounters[0])).toEqual(['… left femur, sequela']);
  });
});
