/** A part of a title that stays in sight: from one UTF-16 unit up to another. */
export type Kept = readonly [from: number, to: number];

/** How many lines a text takes in its row. */
export type Lines = (text: string) => number;

/** Words that tell one code from another wherever they stand. */
const telling =
  /^\W*(with|without|not|no|non|left|right|bilateral|initial|subsequent|sequela|open|closed|type|trimester|first|second|third)\W*$/i;
/** Of these, what a reader must never have to carry over from the row above. */
const sideOrDenial = /^\W*(with|without|not|no|non|left|right|bilateral)\W*$/i;
/** Of these, what says nothing without the word after it. */
const leading = /^\W*(with|without|not|no|non|type)$/i;

/**
 * Lines a title may take before it is cut; more only where the telling words need it. At two, long titles of ICD-10-CM
 * became more gaps than words.
 */
const mostLines = 3;
const firstWords = 2;
const endWords = 3;
const shortestShared = 14;

export interface CutOptions {
  /** Title of the row this one hangs under, which already says the beginning. */
  head?: string;
  /** Places of words that have to stay, because another row differs by nothing else. */
  forced?: ReadonlySet<number>;
}

/**
 * What a row shows of a title: all of it where it fits, else its first words, the telling ones, the end, and as much of
 * the rest as has room, from the beginning. A member of a fold shows what it does not share with its head.
 */
export function cutTitle(title: string, lines: Lines, { head, forced = new Set() }: CutOptions = {}): Kept[] {
  const words = wordsOf(title);
  const shared = head === undefined ? 0 : sharedWords(head, title, words);
  if (shared === 0 && lines(title) <= mostLines) return [[0, title.length]];
  const isTelling = (at: number) => (at < shared ? sideOrDenial : telling).test(words[at]?.text ?? '');
  const isLed = (at: number) => at > 0 && isTelling(at - 1) && leading.test(words[at - 1]?.text ?? '');
  const kept = new Set(
    [...words.keys()].filter(
      (at) =>
        forced.has(at) ||
        (shared === 0 && at < firstWords) ||
        at >= words.length - endWords ||
        isTelling(at) ||
        isLed(at),
    ),
  );
  const linesNow = () => lines(shownText(title, rangesOf(kept, words)));
  const limit = Math.max(mostLines, linesNow());
  const rest = [...words.keys()].filter((at) => at >= shared && !kept.has(at));
  for (const order of [rest, rest.toReversed()]) {
    for (const at of order) {
      if (kept.has(at)) continue;
      kept.add(at);
      if (linesNow() <= limit) continue;
      kept.delete(at);
      break;
    }
  }
  return rangesOf(kept, words);
}

/** The text on screen: the kept parts, with an ellipsis for what is left out. */
export function shownText(title: string, kept: readonly Kept[]): string {
  const parts = kept.map(([from, to]) => title.slice(from, to));
  return `${(kept[0]?.[0] ?? 0) > 0 ? '… ' : ''}${parts.join(' … ')}`;
}

/**
 * Cuts the titles of one answer so that no two look alike: rows that would are cut again with the words kept in which
 * they differ. `head` is, for a member of a fold, the title it hangs under.
 */
export function cutTitles(
  titles: readonly { title: string; head?: string; lines: Lines }[],
): readonly (readonly Kept[])[] {
  const cut = titles.map(({ title, head, lines }) =>
    cutTitle(title, lines, head === undefined ? {} : { head }),
  );
  const alike = new Map<string, number[]>();
  titles.forEach(({ title }, at) => {
    const shown = shownText(title, cut[at] ?? []);
    alike.set(shown, [...(alike.get(shown) ?? []), at]);
  });
  for (const group of alike.values()) {
    if (group.length < 2) continue;
    const sets = group.map((at) => new Set(wordsOf(titles[at]?.title ?? '').map(({ text }) => text)));
    group.forEach((at) => {
      const row = titles[at];
      if (!row) return;
      const forced = new Set(
        wordsOf(row.title).flatMap(({ text }, place) => (sets.every((set) => set.has(text)) ? [] : [place])),
      );
      cut[at] = cutTitle(row.title, row.lines, {
        forced,
        ...(row.head === undefined ? {} : { head: row.head }),
      });
    });
  }
  return cut;
}

interface Word {
  text: string;
  from: number;
  to: number;
}

function wordsOf(title: string): Word[] {
  return Array.from(title.matchAll(/\S+/g), ({ 0: text, index }) => ({
    text,
    from: index,
    to: index + text.length,
  }));
}

/** How many words of a title its head says too, from the beginning; none where that saves little. */
function sharedWords(head: string, title: string, words: readonly Word[]): number {
  const other = wordsOf(head);
  let count = 0;
  while (count < words.length - 1 && words[count]?.text === other[count]?.text) count += 1;
  const end = words[count - 1]?.to ?? 0;
  return end < shortestShared || title.length === end ? 0 : count;
}

/** Runs of neighbouring words as ranges of the title. */
function rangesOf(kept: ReadonlySet<number>, words: readonly Word[]): Kept[] {
  const ranges: [number, number][] = [];
  words.forEach(({ from, to }, at) => {
    if (!kept.has(at)) return;
    const last = ranges.at(-1);
    if (last && kept.has(at - 1)) last[1] = to;
    else ranges.push([from, to]);
  });
  return ranges;
}
