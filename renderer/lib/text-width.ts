/** Where nothing can be measured (tests): about what a letter of a usual system font takes at 13 px. */
const estimated = 6.6;
const heavier = 1.07;

let context: OffscreenCanvasRenderingContext2D | null | undefined;
const widths = new Map<string, number>();

function widthOf(text: string): number {
  const known = widths.get(text);
  if (known !== undefined) return known;
  if (context === undefined) {
    context = typeof OffscreenCanvas === 'undefined' ? null : new OffscreenCanvas(1, 1).getContext('2d');
    if (context) context.font = `13px ${getComputedStyle(document.body).fontFamily}`;
  }
  const width = context?.measureText(text).width ?? text.length * estimated;
  if (widths.size > 5000) widths.clear();
  widths.set(text, width);
  return width;
}

/** How many lines of `room` pixels a text takes at 13 px, broken after spaces and hyphens as the browser does it. */
export function linesOf(text: string, room: number): number {
  let lines = 1;
  let used = 0;
  for (const piece of text.split(/(?<=[ -])/)) {
    const width = widthOf(piece);
    // A space at the end of a line takes none of it.
    if (used > 0 && used + widthOf(piece.trimEnd()) > room) {
      lines += 1;
      used = 0;
    }
    used += width;
    while (used - widthOf(' ') > room) {
      lines += 1;
      used -= room;
    }
  }
  return lines;
}

/** Width of a one-line text at 13 px. */
export function textWidth(text: string): number {
  return widthOf(text);
}

/** How much wider the marked parts of a title are than they would be unmarked. */
export function markedWidth(title: string, marks: readonly (readonly [number, number])[]): number {
  return marks.reduce(
    (sum, [from, length]) => sum + widthOf(title.slice(from, from + length)) * (heavier - 1),
    0,
  );
}
