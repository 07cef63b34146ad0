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
