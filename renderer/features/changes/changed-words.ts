/** A run of text that both editions print, or that only this one does. */
export interface Run {
  text: string;
  isChanged: boolean;
}

/**
 * Two texts as runs of words: those before and after the changed middle are the same in both. Titles are revised in
 * one place as a rule; where they are revised in two, what lies between is marked too.
 */
export function changedWords(before: string, after: string): { before: Run[]; after: Run[] } {
  const [old, now] = [wordsOf(before), wordsOf(after)];
  const most = Math.min(old.length, now.length);
  let start = 0;
  while (start < most && old[start] === now[start]) start += 1;
  let end = 0;
  while (end < most - start && old[old.length - 1 - end] === now[now.length - 1 - end]) end += 1;
  return { before: runs(old, start, end), after: runs(now, start, end) };
}

/** Words, blanks, and by itself what is neither: "site, left" is four. */
function wordsOf(text: string): string[] {
  return text.match(/[\p{L}\p{N}]+|\s+|[^\p{L}\p{N}\s]/gu) ?? [];
}

function runs(words: readonly string[], start: number, end: number): Run[] {
  const cut = words.length - end;
  const changed = words.slice(start, cut).join('');
  // The blanks around what changed are not marked.
  const [blank = ''] = /^\s*/.exec(changed) ?? [];
  const marked = changed.trim();
  const parts = [
    { text: words.slice(0, start).join('') + blank, isChanged: false },
    { text: marked, isChanged: true },
    { text: changed.slice(blank.length + marked.length) + words.slice(cut).join(''), isChanged: false },
  ];
  return parts.filter(({ text }) => text !== '');
}
