/** What a query says is not the case. */
export interface Denial {
  /** The word that denies, as typed. */
  by: string;
  /**
   * True where a title has to say so itself ("non-pressure ulcer"); false where one that does not speak of it will do
   * ("asthma without exacerbation").
   */
  named: boolean;
  /** True where a rule says so and no one typed it: it puts others behind and leaves none out. */
  assumed?: true;
}

/** What is denied: the words `from` up to `to`, and whether "or" carries the denial on to what follows. */
export interface Denied extends Denial {
  from: number;
  to: number;
}

const denying: ReadonlySet<string> = new Set('without wo no not non never denies denying'.split(' '));

/** "not elsewhere classified" denies nothing. */
const sayingNothing: ReadonlySet<string> = new Set(
  'elsewhere otherwise specified classified stated applicable done yet sure able listed'.split(' '),
);

/** Between the denial and what is denied: "no evidence of". */
const leadingUp: ReadonlySet<string> = new Set(
  'a an any the in of to been had having has have is been mention evidence sign signs complaint complaints'.split(
    ' ',
  ),
);

/** What belongs to the word behind it: "without acute exacerbation". */
const qualifying: ReadonlySet<string> = new Set(
  'current known acute chronic mild moderate severe other active major minor significant obvious recent prior previous history hx'.split(
    ' ',
  ),
);

/** Where what is denied ends, once it has begun. */
const ending: ReadonlySet<string> = new Set(
  (
    'with and but or nor due in on for by at from during left right bilateral type stage grade initial subsequent sequela ' +
    'routine delayed encounter unspecified acute chronic mild moderate severe'
  ).split(' '),
);

/** Unknown words in a row that are still one thing ("foreign body", "status epilepticus"). */
const mostUnknown = 3;

/**
 * What the word at a place denies: words up to the next punctuation, side, degree or connecting word, a name of the
 * word lists whole. Undefined where the word denies nothing.
 *
 * @param breaks true where punctuation stands before the word
 * @param before the denial that was read last
 * @param knownAt how many words at a place are a name in the word lists; 0 where none is
 */
export function deniedAt(
  words: readonly string[],
  at: number,
  breaks: readonly boolean[],
  knownAt: (place: number) => number,
  before: Denied | undefined,
): Denied | undefined {
  const first = words[at] ?? '';
  // "without hemorrhage or perforation" denies both.
  const goesOn = (first === 'or' || first === 'nor') && before?.to === at && breaks[at] !== true;
  const by = goesOn ? before.by : first;
  // "non-A, non-B" is a name.
  if (by === 'non' && words[at + 1]?.length === 1) return undefined;
  const isOpenQuestion = words[at - 1] === 'or' && words[at - 2] === 'with';
  if (!denying.has(by) || isOpenQuestion || sayingNothing.has(words[at + 1] ?? '')) return undefined;
  const denial = { by, named: by === 'non' };
  let from = at + 1;
  const isOpen = (place: number) => place < words.length && breaks[place] !== true;
  while (isOpen(from) && leadingUp.has(words[from] ?? '')) from += 1;
  let to = from;
  while (isOpen(to) && qualifying.has(words[to] ?? '')) to += 1;
  for (let unknown = 0; isOpen(to) && unknown < (denial.named ? 1 : mostUnknown); unknown += 1) {
    const word = words[to] ?? '';
    if (unknown > 0 && (ending.has(word) || denying.has(word) || /^\d/.test(word))) break;
    const known = knownAt(to);
    to += Math.max(1, known);
    if (known > 0) break;
  }
  return to > from ? { ...denial, from, to: Math.min(to, words.length) } : undefined;
}
