const monthWord =
  /(?<![a-z])(jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)(?:uary|ruary|ch|il|ust|ember|ober)?(?![a-z])/i;
const yearWord = /(?<!\d)(20\d{2})(?!\d)/g;

/** The last year written in a file's name, "icd10cm_order_2026.txt" → 2026; null where there is none. */
export function lastYearIn(name: string): number | null {
  const last = [...name.matchAll(yearWord)].at(-1)?.[1];
  return last === undefined ? null : Number(last);
}

/** The first month written in a file's name, 1–12: "icd10cm-order-April-2025.txt" → 4. */
export function monthIn(name: string): number | null {
  return monthNumber(monthWord.exec(name)?.[1]);
}

/**
 * January or April where it is written directly beside this year anywhere in a path, before it ("april-1-2026",
 * "Jan 2021") or after it ("fy2026-april"): names of folders and zips, which hold other words and years too.
 */
export function monthBeside(path: string, year: number): number | null {
  const gap = '[-_ ,]+(?:0?1[-_ ,]+)?';
  const month = '(jan|apr)(?:uary|il)?';
  const before = new RegExp(`(?<![a-z])${month}${gap}${year}(?!\\d)`, 'i');
  // "2026-april-2027" says April 2027.
  const after = new RegExp(`(?<!\\d)${year}[-_ ,]+${month}(?![a-z])(?!${gap}20\\d{2}(?!\\d))`, 'i');
  return monthNumber((before.exec(path) ?? after.exec(path))?.[1]);
}

function monthNumber(word: string | undefined): number | null {
  if (word === undefined) return null;
  const at = 'jan feb mar apr may jun jul aug sep oct nov dec'.indexOf(word.slice(0, 3).toLowerCase());
  return at < 0 ? null : at / 4 + 1;
}
