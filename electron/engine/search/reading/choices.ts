import type { Term } from './terms.ts';

/** A short form with several readings, each as words to type instead; the most usual first. */
export interface Choice {
  typed: string;
  readings: string[];
}

/** More would be a list to read, not a choice to make. */
const most = { choices: 2, readings: 5 };
/** A longer word is a word: "arthritis" is not asked about. */
const longestShortForm = 5;

export function choicesOf(terms: readonly Term[]): Choice[] {
  return terms
    .filter(({ words, readings }) => readings.length > 1 && words.join('').length <= longestShortForm)
    .slice(0, most.choices)
    .map(({ words, readings }) => ({
      typed: words.join(' '),
      readings: readings.slice(0, most.readings).map((reading) => reading.join(' ')),
    }));
}
