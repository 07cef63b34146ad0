import type { FactReader } from './fact-reader.ts';
import type { Gate } from './gate.ts';
import { releasesOfNames } from './names/code-names.ts';
import type { NameKind } from './names/name.ts';
import { nameKinds } from './names/name.ts';
import type { Segment } from './segment.ts';

/**
 * What of a segment may be searched: no word of a closed title, and none of a book whose newest release is closed.
 *
 * @param facts all of the file's, closed ones too
 */
export function openPart(segment: Segment, gate: Gate, facts: FactReader): Segment {
  if (gate.closed.size === 0) return segment;
  if (gate.hasClosedCodes) return withoutWords(segment);
  const releases = releasesOfNames(facts);
  const closed = nameKinds.filter((kind) => gate.closed.has(releases[kind] ?? -1));
  return closed.length === 0 ? segment : withoutBooks(segment, new Set(closed));
}

/** A segment in which codes are found by number alone: no word of a title or other name is in it. */
function withoutWords(segment: Segment): Segment {
  const codes = segment.system.length;
  return {
    ...segment,
    words: [],
    postingsAt: new Uint32Array(1),
    postings: new Uint32Array(0),
    titlesAt: new Uint32Array(codes + 1),
    titles: new Uint32Array(0),
    titleWeights: new Uint8Array(0),
    weightyWords: segment.weightyWords.slice(0, codes),
    nameCode: new Uint32Array(0),
    nameReach: new Uint32Array(0),
    nameKind: new Uint8Array(0),
  };
}

/**
 * A segment without the words of the names of some books: they match nothing, and no word that only they say is known.
 * Texts keep their numbers.
 */
function withoutBooks(segment: Segment, closed: ReadonlySet<NameKind>): Segment {
  const codes = segment.system.length;
  const kinds = nameKinds.map((kind) => closed.has(kind));
  const isShut = (text: number): boolean =>
    text >= codes && kinds[segment.nameKind[text - codes] ?? -1] === true;
  const words: string[] = [];
  const numbers = new Uint32Array(segment.words.length);
  const postings = new Uint32Array(segment.postings.length);
  const postingsAt = [0];
  let kept = 0;
  for (const [word, written] of segment.words.entries()) {
    const before = kept;
    const end = segment.postingsAt[word + 1] ?? 0;
    for (let at = segment.postingsAt[word] ?? 0; at < end; at += 1) {
      const text = segment.postings[at] ?? 0;
      if (isShut(text)) continue;
      postings[kept] = text;
      kept += 1;
    }
    if (kept === before) continue;
    numbers[word] = words.length;
    words.push(written);
    postingsAt.push(kept);
  }
  const titles = new Uint32Array(segment.titles.length);
  const titleWeights = new Uint8Array(segment.titles.length);
  const titlesAt = new Uint32Array(segment.titlesAt.length);
  let said = 0;
  for (let text = 0; text + 1 < segment.titlesAt.length; text += 1) {
    const end = isShut(text) ? 0 : (segment.titlesAt[text + 1] ?? 0);
    for (let at = segment.titlesAt[text] ?? 0; at < end; at += 1) {
      titles[said] = numbers[segment.titles[at] ?? 0] ?? 0;
      titleWeights[said] = segment.titleWeights[at] ?? 0;
      said += 1;
    }
    titlesAt[text + 1] = said;
  }
  return {
    ...segment,
    words,
    postingsAt: Uint32Array.from(postingsAt),
    postings: postings.slice(0, kept),
    titlesAt,
    titles: titles.slice(0, said),
    titleWeights: titleWeights.slice(0, said),
  };
}
