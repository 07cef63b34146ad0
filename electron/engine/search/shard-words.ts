import type { Shard } from './index.ts';

/** Of words that must all be in a text, the forms with the fewest postings; undefined where one word has none. */
export function rarestOf(words: number[][], shard: Shard): number[] | undefined {
  let rarest: number[] | undefined;
  let fewest = Infinity;
  for (const forms of words) {
    let count = 0;
    for (const word of forms) {
      const local = shard.localWord[word] ?? -1;
      if (local >= 0)
        count += (shard.segment.postingsAt[local + 1] ?? 0) - (shard.segment.postingsAt[local] ?? 0);
    }
    if (count === 0) return undefined;
    if (count < fewest) {
      fewest = count;
      rarest = forms;
    }
  }
  return rarest;
}

/** True where a text of a file holds a form of every word. Called in hot loops, where a closure each time would cost. */
export function textHoldsAll(shard: Shard, own: number, words: readonly number[][]): boolean {
  for (const forms of words) if (!textHolds(shard, own, forms)) return false;
  return true;
}

function textHolds(shard: Shard, own: number, forms: readonly number[]): boolean {
  const { titles, titlesAt } = shard.segment;
  const end = titlesAt[own + 1] ?? 0;
  for (let at = titlesAt[own] ?? 0; at < end; at += 1) {
    const word = titles[at] ?? 0;
    for (const form of forms) if (shard.localWord[form] === word) return true;
  }
  return false;
}
