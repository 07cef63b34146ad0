/** A part of a title that stays in sight: from one UTF-16 unit up to another. */
export type Kept = readonly [from: number, to: number];

/** Says whether a text has room in its row. */
export type Fits = (text: string) => boolean;

/** Words that tell one code from another wherever they stand; each keeps the word after it in sight. */
const telling =
  /^\W*(with|without|not|no|non|left|right|bilateral|initial|subsequent|sequela|open|closed|type|trimester|first|second|third|one|both)\W*$/i;
/** Of these, what a reader must never have to carry over from the row above. */
const sideOrDenial = /^\W*(with|without|not|no|non|left|right|bilateral)\W*$/i;

const endWords = 3;
const shortestShared = 14;

export interface CutOptions {
  /** Title of the row this one hangs under, which already says the beginning. */
  head?: string;
  /** Places of words that have to stay, because another row differs by nothing else. */
  forced?: ReadonlySet<number>;
}

/**
 * What a row shows of a title: all of it where it fits, else the telling words, the end, and as much of the rest as
 * has room, from the beginning. A member of a fold shows what it does not share with its head.
 */
export function cutTitle(title: string, fits: Fits, { head, forced = new Set() }: CutOptions = {}): Kept[] {
  const words = wordsOf(title);
  const shared = head === undefined ? 0 : sharedWords(head, title, words);
  if (shared === 0 && fits(title)) return [[0, title.length]];
  const kept = new Set<number>();
  const dispensable: number[] = [];
  words.forEach(({ text }, at) => {
    const isEnd = at >= words.length - endWords;
    const before = words[at - 1]?.text ?? '';
    const inShared = at < shared;
    const pattern = inShared ? sideOrDenial : telling;
    const tells = pattern.test(text) || (pattern.test(before) && at - 1 >= 0);
    if (forced.has(at) || isEnd || tells) kept.add(at);
    if (tells && !isEnd && !forced.has(at)) dispensable.push(at);
  });
  const shows = (set: ReadonlySet<number>) => shownText(title, rangesOf(set, words));
  // Where even these have no room the earliest give way: a title tells itself apart towards its end.
  for (const at of dispensable) {
    if (fits(shows(kept))) break;
    kept.delete(at);
  }
  const rest = words.map((_, at) => at).filter((at) => at >= shared && !kept.has(at));
  const tryAll = (order: readonly number[]) => {
    for (const at of order) {
      kept.add(at);
      if (fits(shows(kept))) continue;
      kept.delete(at);
      return;
    }
  };
  tryAll(rest);
  tryAll(rest.filter((at) => !kept.has(at)).toReversed());
  return rangesOf(kept, words);
}

/** The text on screen: the kept parts, with an ellipsis for what is left out. */
export function shownText(title: string, kept: readonly Kept[]): string {
  const parts = kept.map(([from, to]) => title.slice(from, to));
  return `${(kept[0]?.[0] ?? 0) > 0 ? '… ' : ''}${parts.join(' … ')}`;
}

/**
 * Cuts the titles of one answer so that no two look alike: rows that would are cut again with the words kept in which
 * they differ. `heads` names, for a member of a fold, the title it hangs under.
 */
export function cutTitles(
  titles: readonly { title: string; head?: string; fits: Fits }[],
): readonly (readonly Kept[])[] {
  const cut = titles.map(({ title, head, fits }) =>
    cutTitle(title, fits, head === undefined ? {} : { head }),
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
      cut[at] = cutTitle(row.title, row.fits, {
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
