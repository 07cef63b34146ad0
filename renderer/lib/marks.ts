export interface Piece {
  text: string;
  marked: boolean;
}

/**
 * Cuts the part of `title` from `from` to `to` into plain and marked pieces. `marks` are `[start, length]` in UTF-16
 * units of the whole title; they may overlap, touch, come unsorted or reach past the end, and the pieces joined are
 * always that part.
 */
export function cutByMarks(
  title: string,
  marks: readonly (readonly [number, number])[],
  from = 0,
  to = title.length,
): Piece[] {
  const pieces: Piece[] = [];
  let at = from;
  const sorted = marks.toSorted((a, b) => a[0] - b[0]);
  for (const [start, length] of sorted) {
    const begin = Math.max(at, start);
    const end = Math.min(to, start + length);
    if (end <= begin) continue;
    if (begin > at) pieces.push({ text: title.slice(at, begin), marked: false });
    const last = pieces.at(-1);
    if (last?.marked && begin === at) last.text += title.slice(begin, end);
    else pieces.push({ text: title.slice(begin, end), marked: true });
    at = end;
  }
  if (at < to) pieces.push({ text: title.slice(at, to), marked: false });
  return pieces;
}

const longestTail = 18;

/** Where the last words of a title begin that stay in sight when it is too long for its row; its length for none. */
export function tailStart(title: string, from: number): number {
  if (title.length - from <= 2 * longestTail) return title.length;
  const space = title.indexOf(' ', title.length - longestTail - 1);
  return space < 0 ? title.length : space + 1;
}

const shortestShared = 14;
const shortestRest = 8;

/**
 * How many leading characters each title repeats from the nearest title above that is shown whole, as the printed
 * Tabular does. Zero means: show it whole. Titles short enough to fit (`fits` characters) are never cut.
 */
export function sharedPrefixes(titles: readonly string[], fits: number): number[] {
  let anchor = '';
  return titles.map((title) => {
    const shared = title.length > fits ? sharedWords(anchor, title) : 0;
    if (shared >= shortestShared) return shared;
    anchor = title;
    return 0;
  });
}

/** Length of the common beginning of two titles, ending after a whole word and its space; leaves enough of `b`. */
function sharedWords(a: string, b: string): number {
  let length = 0;
  while (length < a.length && length < b.length && a[length] === b[length]) length += 1;
  const end = length === a.length && b[length] === ' ' ? length + 1 : b.lastIndexOf(' ', length - 1) + 1;
  // "… stage 3a" is read at a glance where "… 3a" is not.
  return end <= b.length - shortestRest ? end : b.lastIndexOf(' ', b.length - shortestRest - 1) + 1;
}
