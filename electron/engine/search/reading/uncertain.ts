/** A query without the words that say a diagnosis is not established. */
export interface Certainty {
  /** What stands before the doubt: "chest pain r/o mi" → "chest pain". */
  before: string;
  /** What is doubted; null where nothing is. */
  doubted: string | null;
}

const doubt =
  /(?<=^|[\s,;(])(?:r\/o|rule[ -]?out|ruling out|probable|probably|possible|poss|suspected|suspect|susp|questionable|likely|presumed|working diagnosis(?: of)?|concern(?:ing)? for|c\/f|consistent with|compatible with|vs\.?)(?=$|[\s,;)])/iu;

/** Finds the first doubt in a query. "suspected" as the official titles use it ("ruled out") is none. */
export function certaintyOf(text: string): Certainty {
  const match = doubt.exec(text);
  if (!match || /ruled out|exposure|abuse/iu.test(text)) return { before: text, doubted: null };
  const before = text.slice(0, match.index);
  const rest = text.slice(match.index + match[0].length);
  if (rest.trim() === '') return { before: text, doubted: null };
  return { before, doubted: rest.replaceAll(new RegExp(doubt, 'giu'), ' ') };
}
