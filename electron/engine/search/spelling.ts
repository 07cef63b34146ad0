/** Of fewer letters, two slips leave too little. */
const leastLettersOfTwo = 8;

interface Near {
  word: number;
  slips: number;
  /** The whole word, or only its beginning. */
  whole: boolean;
}

/**
 * Finds the words of a vocabulary that are within one or two typing slips of a typed word: a letter missing,
 * doubled, changed, or two neighbours swapped. A word still being typed is compared with the beginnings of words.
 * Each word's letters are kept as a 32-bit set, so that most words are ruled out by one bit count.
 */
export class SpellingIndex {
  readonly #words: readonly string[];
  readonly #letters: Uint32Array;

  constructor(words: readonly string[]) {
    this.#words = words;
    this.#letters = new Uint32Array(words.length);
    for (let index = 0; index < words.length; index += 1)
      this.#letters[index] = letterSet(words[index] ?? '');
  }

  /**
   * Numbers of the words that `typed` may be read as, with the count of slips. Words of digits are never near: a 2 is
   * no 3. Up to 3 letters allow no slip, 4 and 5 one, longer words two; a word still being typed one. Two slips in a
   * word of 6 or 7 letters make another one too easily ("repatha"): they may only leave letters out, add or move them.
   */
  near(typed: string): Near[] {
    return this.#find(typed, false);
  }

  /** Numbers of the words worth offering for `typed`: as `near`, with any two slips in words of 6 letters and more. */
  offered(typed: string): Near[] {
    return this.#find(typed, true);
  }

  #find(typed: string, anySlips: boolean): Near[] {
    const allowed = slipsAllowed(typed);
    if (allowed === 0) return [];
    const letters = letterSet(typed);
    const found: Near[] = [];
    for (let index = 0; index < this.#words.length; index += 1) {
      // Letters typed that the word lacks: each slip explains at most one.
      if (bitCount(letters & ~(this.#letters[index] ?? 0)) > allowed) continue;
      const word = this.#words[index] ?? '';
      if (word.length + allowed < typed.length || isNumber(word)) continue;
      const { whole, beginning } = slips(typed, word, allowed);
      const isRead =
        whole < 2 || anySlips || typed.length >= leastLettersOfTwo || hasSameLetters(typed, word);
      if (whole <= allowed && isRead) found.push({ word: index, slips: whole, whole: true });
      else if (beginning <= 1 && typed.length >= 5)
        found.push({ word: index, slips: beginning, whole: false });
    }
    return found;
  }
}

/** True where one of two words has all letters of the other, each as often. */
function hasSameLetters(typed: string, word: string): boolean {
  let longer = typed.length > word.length ? typed : word;
  for (const letter of (longer === typed ? word : typed).split('')) {
    const at = longer.indexOf(letter);
    if (at < 0) return false;
    longer = longer.slice(0, at) + longer.slice(at + 1);
  }
  return true;
}

export function slipsAllowed(typed: string): number {
  if (/\d/.test(typed)) return 0;
  if (typed.length < 4) return 0;
  return typed.length <= 5 ? 1 : 2;
}

function isNumber(word: string): boolean {
  const first = word.charCodeAt(0);
  return first >= 48 && first <= 57;
}

function letterSet(word: string): number {
  let set = 0;
  for (let at = 0; at < word.length; at += 1) {
    const letter = word.charCodeAt(at) - 97;
    set |= letter >= 0 && letter < 26 ? 1 << letter : 1 << 26;
  }
  return set >>> 0;
}

function bitCount(bits: number): number {
  let rest = bits - ((bits >>> 1) & 0x55555555);
  rest = (rest & 0x33333333) + ((rest >>> 2) & 0x33333333);
  return (((rest + (rest >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
}

const widest = 64;
const rows = [new Uint8Array(widest + 1), new Uint8Array(widest + 1), new Uint8Array(widest + 1)] as const;

/**
 * Optimal string alignment distance of `typed` to the whole `word` and to its nearest beginning, both cut off above
 * `allowed`. The first letter must be right or swapped with the second: slips there are rare and costly to search.
 */
export function slips(typed: string, word: string, allowed: number): { whole: number; beginning: number } {
  const tooFar = { whole: allowed + 1, beginning: allowed + 1 };
  if (typed.length > widest || word.length > widest) return tooFar;
  if (typed[0] !== word[0] && !(typed[0] === word[1] && typed[1] === word[0])) return tooFar;
  let [before, above, row] = rows;
  const reach = Math.min(word.length, typed.length + allowed);
  for (let j = 0; j <= reach; j += 1) above[j] = j;
  for (let i = 1; i <= typed.length; i += 1) {
    row[0] = i;
    let least = i;
    for (let j = 1; j <= reach; j += 1) {
      const same = typed.charCodeAt(i - 1) === word.charCodeAt(j - 1);
      let cost = Math.min((above[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (above[j - 1] ?? 0) + (same ? 0 : 1));
      const swapped =
        i > 1 &&
        j > 1 &&
        typed.charCodeAt(i - 1) === word.charCodeAt(j - 2) &&
        typed.charCodeAt(i - 2) === word.charCodeAt(j - 1);
      if (swapped) cost = Math.min(cost, (before[j - 2] ?? 0) + 1);
      row[j] = cost;
      if (cost < least) least = cost;
    }
    if (least > allowed) return tooFar;
    [before, above, row] = [above, row, before];
  }
  let beginning = allowed + 1;
  for (let j = Math.max(0, typed.length - allowed); j <= reach; j += 1) {
    beginning = Math.min(beginning, above[j] ?? beginning);
  }
  const whole = word.length <= reach ? (above[word.length] ?? allowed + 1) : allowed + 1;
  return { whole, beginning };
}
