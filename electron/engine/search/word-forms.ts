/** Numbers that titles write the other way: "type II" is "type 2", "2nd" is "second". */
const numberForms: ReadonlyMap<string, readonly string[]> = new Map(
  [
    ['1', 'i', 'one'],
    ['2', 'ii', 'two'],
    ['3', 'iii', 'three'],
    ['4', 'iv', 'four'],
    ['5', 'v', 'five'],
    ['6', 'vi', 'six'],
    ['first', '1st'],
    ['second', '2nd'],
    ['third', '3rd'],
    ['fourth', '4th'],
    ['fifth', '5th'],
  ].flatMap((forms) =>
    forms.map((form): [string, string[]] => [form, forms.filter((other) => other !== form)]),
  ),
);

/**
 * Other forms of an English word that a title may use: singular and plural, -ed and -ing, numbers in words and
 * Roman. Candidates only: the caller keeps those that the vocabulary knows.
 */
export function formsOf(word: string): string[] {
  const numbers = numberForms.get(word);
  if (numbers) return [...numbers];
  if (word.length < 4 || /\d/.test(word)) return [];
  const forms = new Set<string>();
  for (const stem of stemsOf(word)) {
    if (stem.length < 3) continue;
    forms.add(stem).add(`${stem}s`).add(`${stem}es`).add(`${stem}ed`).add(`${stem}d`).add(`${stem}ing`);
    if (stem.endsWith('y')) forms.add(`${stem.slice(0, -1)}ies`);
    if (stem.endsWith('e')) forms.add(`${stem.slice(0, -1)}ing`);
  }
  forms.delete(word);
  return [...forms];
}

function stemsOf(word: string): string[] {
  const stems = [word];
  if (word.endsWith('ies')) stems.push(`${word.slice(0, -3)}y`);
  if (word.endsWith('es')) stems.push(word.slice(0, -2));
  if (word.endsWith('s') && !word.endsWith('ss') && !word.endsWith('is') && !word.endsWith('us'))
    stems.push(word.slice(0, -1));
  if (word.endsWith('ed')) stems.push(word.slice(0, -2), word.slice(0, -1));
  if (word.endsWith('ing')) stems.push(word.slice(0, -3), `${word.slice(0, -3)}e`);
  return stems;
}

/** Endings of one word family in medical English: hypertension – hypertensive, diabetes – diabetic, fibrosis – fibrotic. */
const families: readonly (readonly string[])[] = [
  ['sion', 'sive'],
  ['tion', 'tive', 'ted', 'tious'],
  ['es', 'ic'],
  ['osis', 'otic', 'ous'],
  ['us', 'al'],
  ['itis', 'al'],
  ['is', 'itic'],
  ['oma', 'omatous'],
  ['phagus', 'phageal'],
  ['esis', 'etic'],
  ['sia', 'tic'],
  ['emia', 'emic'],
  ['ia', 'ic'],
  ['itis', 'itic'],
  ['y', 'ic'],
  ['gy', 'gical'],
  ['ergy', 'ergic'],
  ['ma', 'matous'],
  ['us', 'ous'],
  ['al', 'um', 'a'],
  ['ity', 'ous', 'e'],
];

/**
 * Words of the same family that a title may use instead: less sure than a plural. Candidates only, as with `formsOf`.
 */
export function kinOf(word: string): string[] {
  if (word.length < 6 || /\d/.test(word)) return [];
  const kin = new Set<string>();
  for (const endings of families) {
    for (const ending of endings) {
      if (!word.endsWith(ending) || word.length - ending.length < 4) continue;
      const stem = word.slice(0, -ending.length);
      for (const other of endings) if (other !== ending) kin.add(stem + other);
    }
  }
  return [...kin];
}

/** Endings that one stem takes in a row of forms, as the Alphabetic Index prints them ("Ulcer, ulcerated, ulcerative"). */
const formEndings = (
  'alities ality ities ations ation ating ative ated iency ient ience ions ion ings ing ives ive ures ure ed es ous ical ic al ary ' +
  'ity ies itic y e s is'
).split(' ');

/** What is left of a word without its ending; words with one stem are taken as said once. */
export function stemOf(word: string): string {
  if (/\d/.test(word)) return word;
  for (const ending of formEndings) {
    if (word.endsWith(ending) && word.length - ending.length >= 4) return word.slice(0, -ending.length);
  }
  return word;
}
