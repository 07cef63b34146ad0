import { AppError } from '../contract/errors.ts';

/**
 * The search index of one code-set file: an inverted and a forward index over the words of titles and other names,
 * and a few numbers per code. A text is a code's title, or a name from an official book that leads to codes; the texts
 * of codes come first, in `doc` order, names follow. Everything is typed arrays, written as blobs into the encrypted
 * file and read back as they are, so nothing is rebuilt at start. Built from the rows alone: the same rows give the
 * same bytes.
 */
export interface Segment {
  /** All words, sorted by code unit; the place of a word is its number. */
  words: string[];
  /** `postings[postingsAt[w] .. postingsAt[w + 1])` are the texts that hold word `w`, ascending. */
  postingsAt: Uint32Array;
  postings: Uint32Array;
  /** `titles[titlesAt[d] .. titlesAt[d + 1])` are the word numbers of text `d` in reading order. */
  titlesAt: Uint32Array;
  titles: Uint32Array;
  /** What each word of `titles` says to someone who did not ask for it: place in `wordWeights`. */
  titleWeights: Uint8Array;
  /** Words of each text that mean something, 1–255. */
  weightyWords: Uint8Array;
  /** Per name: the code it leads to, how many codes from there on (`NameTarget`), and its place in `nameKinds`. */
  nameCode: Uint32Array;
  nameReach: Uint32Array;
  nameKind: Uint8Array;
  /** Place in `systems` per code. */
  system: Uint8Array;
  /** 0 header, 1 billable, 2 the system has no such flag. */
  billable: Uint8Array;
  /** How likely a coder means this code when nothing else decides, 0–255. */
  prior: Uint8Array;
  /** First and last day (see dates.ts). */
  added: Uint16Array;
  ended: Uint16Array;
  /** First three characters of the code: see `categoryNumber`. */
  category: Uint16Array;
  /** The code that near-duplicates fold under: see `familiesOf`. */
  family: Uint32Array;
}

/** The first three characters of an undotted code as a number that sorts as they do: "A00" is 12960. */
export function categoryNumber(key: string): number {
  const number = Number.parseInt(key.slice(0, 3).padEnd(3, '0'), 36);
  return Number.isNaN(number) ? 0 : number;
}

/** The blobs of a segment by name, little-endian. */
export function segmentToBlobs(segment: Segment): Map<string, Buffer> {
  const blobs = new Map<string, Buffer>();
  const { words, ...arrays } = segment;
  blobs.set('words', Buffer.from(words.join('\n')));
  for (const [name, { buffer, byteOffset, byteLength }] of Object.entries(arrays)) {
    blobs.set(name, Buffer.from(buffer, byteOffset, byteLength));
  }
  return blobs;
}

/**
 * Reads a segment back.
 * @throws AppError `library-page-damaged` when a part is missing or of the wrong length
 */
export function segmentFromBlobs(read: (name: string) => Buffer | undefined): Segment {
  const part = (name: string): Buffer => {
    const blob = read(name);
    if (!blob)
      throw new AppError('library-page-damaged', `The search index of this code set lacks “${name}”.`);
    return blob;
  };
  const words32 = (name: string) => new Uint32Array(aligned(part(name), 4));
  const words16 = (name: string) => new Uint16Array(aligned(part(name), 2));
  const bytes = (name: string) => new Uint8Array(aligned(part(name), 1));
  const text = part('words').toString();
  const segment: Segment = {
    words: text === '' ? [] : text.split('\n'),
    postingsAt: words32('postingsAt'),
    postings: words32('postings'),
    titlesAt: words32('titlesAt'),
    titles: words32('titles'),
    titleWeights: bytes('titleWeights'),
    weightyWords: bytes('weightyWords'),
    nameCode: words32('nameCode'),
    nameReach: words32('nameReach'),
    nameKind: bytes('nameKind'),
    system: bytes('system'),
    billable: bytes('billable'),
    prior: bytes('prior'),
    added: words16('added'),
    ended: words16('ended'),
    category: words16('category'),
    family: words32('family'),
  };
  const consistent =
    segment.postingsAt.length === segment.words.length + 1 &&
    segment.postingsAt.at(-1) === segment.postings.length &&
    segment.titlesAt.length === segment.system.length + segment.nameCode.length + 1 &&
    segment.weightyWords.length === segment.titlesAt.length - 1 &&
    segment.nameReach.length === segment.nameCode.length &&
    segment.nameKind.length === segment.nameCode.length &&
    segment.titlesAt.at(-1) === segment.titles.length &&
    segment.titleWeights.length === segment.titles.length &&
    [segment.billable, segment.prior, segment.added, segment.ended, segment.category, segment.family].every(
      ({ length }) => length === segment.system.length,
    );
  if (!consistent)
    throw new AppError('library-page-damaged', 'The search index of this code set is damaged.');
  return segment;
}

/** The memory of the blob's whole elements; copied where a pooled buffer does not align them. */
function aligned(blob: Buffer, element: number): ArrayBuffer {
  const { buffer, byteOffset, byteLength } = blob;
  const whole = byteLength - (byteLength % element);
  if (buffer instanceof ArrayBuffer && byteOffset === 0 && buffer.byteLength === whole) return buffer;
  const copy = new ArrayBuffer(whole);
  new Uint8Array(copy).set(blob.subarray(0, whole));
  return copy;
}
