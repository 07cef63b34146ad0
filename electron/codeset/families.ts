import { noEnd } from './dates.ts';

/** What families are made from, by `doc`. */
export interface FamilyCodes {
  parent: readonly (number | null)[];
  /** Last day as in the segment. */
  ended: readonly number[];
  /** True where a code differs from its siblings only by the 7th character: the encounter or stage. */
  seventh: readonly boolean[];
  /** The title without words of side; equal text, equal codes but for the side. Null where it names no side. */
  sideless: (doc: number) => { text: string; names: boolean };
}

/**
 * The code that each code folds under: the header that codes share which differ only by the 7th character or by the
 * side, else the code itself. Codes below a header follow it without a gap, so a family is a piece of the file.
 */
export function familiesOf({ parent, ended, seventh, sideless }: FamilyCodes): number[] {
  const family = parent.map((above, doc) => (seventh[doc] === true && above !== null ? above : doc));
  const children = new Map<number, number[]>();
  for (const [doc, above] of parent.entries()) {
    if (above === null || seventh[doc] === true) continue;
    const known = children.get(above);
    if (known) known.push(doc);
    else children.set(above, [doc]);
  }
  const roots = new Map<number, number>();
  for (const [header, docs] of children) {
    // Codes of older editions below the header say nothing about those in force.
    const standing = docs.filter((doc) => ended[doc] === noEnd).map(sideless);
    const [first] = standing;
    if (standing.length < 2 || !first) continue;
    if (standing.every(({ text }) => text === first.text) && standing.some(({ names }) => names))
      for (const doc of docs) roots.set(doc, header);
  }
  return family.map((own, doc) => roots.get(own) ?? roots.get(doc) ?? own);
}
