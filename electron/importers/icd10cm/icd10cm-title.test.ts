import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { takeTitleApart } from './icd10cm-title.ts';

/** "Abasia[(-astasia)] NEC": square brackets stand for the `<nemod>` element. */
function apart(title: string): unknown[] {
  const pieces = title
    .split(/(\[[^\]]*\])/)
    .map((text) =>
      text.startsWith('[') ? { text: text.slice(1, -1), nemod: true } : { text, nemod: false },
    );
  const { title: words, nonessential, references } = takeTitleApart(pieces);
  return [words, nonessential, ...references.map(({ kind, text }) => `${kind} ${text}`)];
}

describe('the title of a term', () => {
  test.each([
    ['no modifier', 'Abdomen, abdominal', ['Abdomen, abdominal', []]],
    ['modifiers', 'Abasia[(-astasia) (hysterical)]', ['Abasia', ['-astasia', 'hysterical']]],
    ['words behind them', 'Abandonment[(with intent)] NEC', ['Abandonment NEC', ['with intent']]],
    ['a comma behind them', 'cord [(umbilical)], complicating', ['cord, complicating', ['umbilical']]],
    ['words between them', 'acute[(on) chronic (congestive)]', ['acute chronic', ['on', 'congestive']]],
    ['a name between them', 'Nicolas[(-Durand)-Favre (bubo)]', ['Nicolas-Favre', ['-Durand', 'bubo']]],
    ['hyphens on both sides', 'hypo-[(guanine)-phospho]', ['hypo-phospho', ['guanine']]],
    ['a lost blank', 'autonomic[(poly)]neuropathy', ['autonomic neuropathy', ['poly']]],
    ['a single letter', 'Cancer[(o)]phobia', ['Cancerphobia', ['o']]],
    ['a modifier first', '[(gastro)]enteritis', ['enteritis', ['gastro']]],
    ['nothing but modifiers', '[(taser)]', ['taser', []]],
    ['parentheses in parentheses', 'mole[(pigmented (dark) spot)]', ['mole', ['pigmented (dark) spot']]],
    ['a parenthesis that never closes', 'mole[(pigmented (dark]', ['mole', ['pigmented (dark']]],
    ['a parenthesis that never opens', 'virus[(cardio) syndrome)]', ['virus syndrome', ['cardio']]],
    ['parentheses outside', 'in (due to) disease', ['in (due to) disease', []]],
    ['see', 'organism[(see  Pneumonia, in (due to))]', ['organism', [], 'see Pneumonia, in (due to)']],
    ['see also', 'cyst[(any) (see also, Cyst, skin)]', ['cyst', ['any'], 'seeAlso Cyst, skin']],
    ['a word that begins like see', 'crop[(seed) (see)]', ['crop', ['seed', 'see']]],
    ['white space', ' a\n\t b [ ( c\n d ) ] ', ['a b', ['c d']]],
    ['nothing', '', ['', []]],
  ])('%s', (_, title, parts) => {
    expect(apart(title)).toEqual(parts);
  });

  test('no letter is lost or doubled', () => {
    const pieces = fc.array(
      fc.record({
        text: fc.string({ unit: fc.constantFrom('a', 'b', ' ', '(', ')', ',', '-') }),
        nemod: fc.boolean(),
      }),
      { maxLength: 5 },
    );
    const letters = (texts: readonly string[]): number => texts.join('').replaceAll(/[^ab]/g, '').length;
    fc.assert(
      fc.property(pieces, (title) => {
        const { title: words, nonessential } = takeTitleApart(title);
        expect(letters([words, ...nonessential])).toBe(letters(title.map(({ text }) => text)));
      }),
    );
  });
});
