import { expect, test } from 'vitest';
import { draft, header, row } from '../../../test/fixtures/drafts.ts';
import { inMemory, lexicon, request, searchIn } from '../../../test/fixtures/search.ts';
import { BelowHeader } from './below-header.ts';
import { expand } from './expand.ts';
import { MergedIndex } from './index.ts';
import { Ranker } from './rank.ts';
import { Lexicon } from './reading/lexicon.ts';
import { termsOf } from './reading/terms.ts';
import { Search } from './search.ts';
import { SpellingIndex } from './spelling.ts';

const rows = [
  header('L0311', 'Cellulitis of other parts of limb'),
  row('icd10cm', 'L03111', 'Cellulitis of right axilla'),
  row('icd10cm', 'L03112', 'Cellulitis of left axilla'),
  row('icd10cm', 'L03115', 'Cellulitis of right lower limb'),
  row('icd10cm', 'L03116', 'Cellulitis of left lower limb'),
  row('icd10cm', 'L03119', 'Cellulitis of unspecified part of limb'),
  header('A047', 'Enterocolitis due to Clostridium difficile'),
  row('icd10cm', 'A0471', 'Enterocolitis due to Clostridium difficile, recurrent'),
  row('icd10cm', 'A0472', 'Enterocolitis due to Clostridium difficile, not specified as recurrent'),
  header('H931', 'Tinnitus'),
  row('icd10cm', 'H9311', 'Tinnitus, right ear'),
  row('icd10cm', 'H9312', 'Tinnitus, left ear'),
  row('icd10cm', 'H9313', 'Tinnitus, bilateral'),
  row('icd10cm', 'H9319', 'Tinnitus, unspecified ear'),
  header('H669', 'Otitis media, unspecified'),
  row('icd10cm', 'H6690', 'Otitis media, unspecified, unspecified ear'),
  row('icd10cm', 'H6691', 'Otitis media, unspecified, right ear'),
  header('M970', 'Periprosthetic fracture around internal prosthetic hip joint'),
  row('icd10cm', 'M9701XA', 'Periprosthetic fracture around right hip joint, initial encounter'),
  row('icd10cm', 'M9702XA', 'Periprosthetic fracture around left hip joint, initial encounter'),
  header('S4212', 'Fracture of acromial process'),
  row('icd10cm', 'S42121A', 'Displaced fracture of acromial process, right shoulder, initial encounter'),
  row(
    'icd10cm',
    'S42123A',
    'Displaced fracture of acromial process, unspecified shoulder, initial encounter',
  ),
  row(
    'icd10cm',
    'S42126A',
    'Nondisplaced fracture of acromial process, unspecified shoulder, initial encounter',
  ),
  header('K566', 'Other and unspecified intestinal obstruction'),
  row('icd10cm', 'K56600', 'Partial intestinal obstruction, unspecified as to cause'),
  row('icd10cm', 'K56609', 'Unspecified intestinal obstruction, unspecified as to partial versus complete'),
  header('L84', 'Corns of foot'),
  row('icd10cm', 'L840', 'Corns of foot'),
  row('icd10pcs', '0SR', 'Lower Joints, Replacement', { billable: false }),
  row(
    'icd10pcs',
    '0SR007Z',
    'Replacement of Lumbar Vertebral Joint with Autologous Tissue Substitute, Open Approach',
  ),
  row('icd10pcs', '0SRC0EZ', 'Replacement of Right Knee Joint with Articulating Spacer, Open Approach'),
  row('icd10pcs', '0SRC0JZ', 'Replacement of Right Knee Joint with Synthetic Substitute, Open Approach'),
  row('icd10pcs', '0SRD0JZ', 'Replacement of Left Knee Joint with Synthetic Substitute, Open Approach'),
  row(
    'icd10pcs',
    '0SRG0JZ',
    'Replacement of Left Ankle Joint with Synthetic Substitute, Percutaneous Approach',
  ),
];
const set = inMemory(draft('icd10cm', rows));

/** The code shown below a header for a query, which satisfied all of its words on the way there. */
function shown(key: string, text: string): string | undefined {
  const index = new MergedIndex([set]);
  const ranker = new Ranker(index);
  const slots = expand(termsOf(text, lexicon), index, new SpellingIndex(index.words));
  ranker.rank([], slots, new Set());
  const below = new BelowHeader(index, ranker);
  const at = rows.findIndex((one) => one.key === key);
  const reach = rows.findIndex((one, place) => place > at && one.billable === false) - at;
  below.begin();
  const alive = index.aliveOn(40_000);
  const span = { header: at, from: at, reach: reach > 0 ? reach : rows.length - at };
  const code = below.choose(span, { slots: 0, name: null }, alive);
  return code === undefined ? undefined : rows[code]?.key;
}

test.each<[header: string, query: string, shown: string | undefined]>([
  // The site before the side: a foot is of the lower limb.
  ['L0311', 'cellulitis foot left', 'L03116'],
  ['L0311', 'cellulitis left', 'L03119'],
  ['L0311', 'cellulitis axilla right', 'L03111'],
  ['L0311', 'cellulitis', 'L03119'],
  // What is denied is not said.
  ['A047', 'colitis clostridium difficile', 'A0472'],
  ['A047', 'colitis clostridium difficile recurrent', 'A0471'],
  ['K566', 'intestinal obstruction', 'K56609'],
  // A noun that only the title of both sides leaves out.
  ['H931', 'tinnitus left', 'H9312'],
  ['H931', 'tinnitus bilateral', 'H9313'],
  ['H931', 'tinnitus', 'H9319'],
  // A side is no part of what "unspecified" denies.
  ['H669', 'otitis media', 'H6690'],
  // No side was said, and no code says none.
  ['M970', 'periprosthetic fracture hip', undefined],
  ['M970', 'periprosthetic fracture hip right', 'M9701XA'],
  // Not indicated as displaced or not: displaced.
  ['S4212', 'fracture acromial process', 'S42123A'],
  ['S4212', 'fracture acromial process nondisplaced', 'S42126A'],
  // A procedure needs its site and side; the device that tells least, whatever the approach.
  ['0SR', 'knee replacement right', '0SRC0JZ'],
  ['0SR', 'knee replacement right spacer', '0SRC0EZ'],
  ['0SR', 'knee replacement', undefined],
  ['0SR', 'joint replacement', undefined],
])('below %s, %s shows %s', (key, query, code) => {
  expect(shown(key, query)).toBe(code);
});

test('what all codes below a header say chooses none of them', () => {
  expect(shown('L0311', 'limb')).toBe('L03119');
});

test('of codes that a list names together the one is first whose title says what was typed beside the name', () => {
  const named = new Lexicon({
    terms: ['term\tmeaning\tcodes\nabscess leg\tcellulitis lower limb\tL03.119;L03.11*\n'],
  });
  const found = new Search([set], named).search(request('abscess left leg'));
  expect(found.rows[0]?.code).toBe('L03.116');
});

test('a family of sides without an unspecified code is shown as its header, or as codes where headers are left out', () => {
  const hips = [
    header('M970', 'Fracture around hip joint'),
    row('icd10cm', 'M9701', 'Fracture around right hip joint', { parent: 'M970' }),
    row('icd10cm', 'M9702', 'Fracture around left hip joint', { parent: 'M970' }),
  ];
  const search = searchIn(draft('icd10cm', hips));
  const codes = (text: string, billable?: boolean) =>
    search.search(request(text, billable === undefined ? {} : { billable })).rows.map(({ code }) => code);
  expect(codes('fracture hip')).toEqual(['M97.0']);
  expect(codes('fracture hip left')).toEqual(['M97.02']);
  expect(codes('fracture hip', true)).toEqual(['M97.01']);
});
