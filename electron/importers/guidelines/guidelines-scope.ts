/** A range of undotted codes, both ends with all codes beneath them. */
export interface CodeRange {
  first: string;
  last: string;
}

/**
 * A category or code as the guidelines write it: "E11", "Z79.4", "C4A", "QA0", also before "-" or ".-" ("O09.-").
 * Not "Section I.B.14", "H1N1" or "A1C": a category's third character is a digit, A or B.
 */
const code = String.raw`(?<![0-9A-Za-z.])(?:[A-Z]\d|QA)[0-9AB](?:\.[0-9A-Z]{1,4})?(?![0-9A-Za-z])`;
/** "T36-T65", "A00.0 through T88.9", "R40.21- to R40.24-", "F01 – F99". */
const between = String.raw`\.?-?(?: ?[-–] ?| (?:through|to) )`;
const named = new RegExp(`(${code})(?:${between}(${code}))?`, 'g');

/** The codes and ranges of codes that a text names, in its order, each once. */
export function codesIn(text: string): CodeRange[] {
  const found = new Map<string, CodeRange>();
  const add = (first: string, last: string): void => {
    found.set(`${first}-${last}`, { first, last });
  };
  for (const [, from = '', to = from] of text.matchAll(named)) {
    const first = from.replace('.', '');
    const last = to.replace('.', '');
    if (first <= last) add(first, last);
    else {
      add(first, first);
      add(last, last);
    }
  }
  return [...found.values()];
}
