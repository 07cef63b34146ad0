import { Lexicon } from './lexicon.ts';

/** The files of `data/` that the engine reads when it opens a library, by what they are for. */
export const wordListFiles = {
  terms: ['diagnoses.tsv', 'procedures.tsv', 'drugs.tsv', 'abbreviations.tsv', 'eponyms.tsv'],
  symptoms: 'symptoms.tsv',
  combinations: 'combinations.tsv',
  histories: 'histories.tsv',
  chapters: 'icd10cm-chapters.tsv',
} as const;

/** Every file a program's reference folder has to hold. */
export const referenceFiles: readonly string[] = [
  ...wordListFiles.terms,
  wordListFiles.symptoms,
  wordListFiles.combinations,
  wordListFiles.histories,
  wordListFiles.chapters,
];

/** @param readFile the text of one of `referenceFiles` */
export function readLexicon(readFile: (name: string) => string): Lexicon {
  return new Lexicon({
    terms: wordListFiles.terms.map(readFile),
    symptoms: readFile(wordListFiles.symptoms),
    combinations: readFile(wordListFiles.combinations),
    histories: readFile(wordListFiles.histories),
    chapters: readFile(wordListFiles.chapters),
  });
}
