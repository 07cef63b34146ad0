/** Where nothing can be measured (tests): a little more than a letter of a usual system font takes at 13 px. */
const estimated = 6.8;

let context: OffscreenCanvasRenderingContext2D | null | undefined;
const widths = new Map<string, number>();

function widthOf(word: string): number {
  const known = widths.get(word);
  if (known !== undefined) return known;
  if (context === undefined) {
    context = typeof OffscreenCanvas === 'undefined' ? null : new OffscreenCanvas(1, 1).getContext('2d');
    // Medium weight, in which what matched is shown: a row must not grow with its marks.
    if (context) context.font = `600 13px ${getComputedStyle(document.body).fontFamily}`;
  }
  const width = context?.measureText(word).width ?? word.length * estimated;
  if (widths.size > 5000) widths.clear();
  widths.set(word, width);
  return width;
}

/** How many lines of `room` pixels a text takes at 13 px when it is broken between words. */
export function linesOf(text: string, room: number): number {
  const space = widthOf(' ');
  let lines = 1;
  let used = 0;
  for (const word of text.split(' ')) {
    const width = widthOf(word);
    if (used > 0 && used + space + width > room) {
      lines += 1;
      used = width;
    } else used += (used > 0 ? space : 0) + width;
    // A word wider than the row is broken inside.
    lines += Math.floor(Math.max(0, used - 0.5) / room);
    if (used > room) used %= room;
  }
  return lines;
}

/** Width of a one-line text at 13 px. */
export function textWidth(text: string): number {
  return text
    .split(' ')
    .reduce((sum, word) => sum + widthOf(word), (text.split(' ').length - 1) * widthOf(' '));
}
