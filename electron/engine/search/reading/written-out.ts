/** Short spellings that punctuation would tear apart or that are a beginning of other words. */
const spellings: [RegExp, string][] = [
  [/\bw\/o\b|\bwo\b/gi, ' without '],
  [/\bw\/(?=\s|[a-z]{2}|$)/gi, ' with '],
  [/\bw(?=\s+[a-z])/gi, 'with'],
  [/\bb\/l\b/gi, ' bilateral '],
  [/\bnot otherwise specified\b/gi, 'nos'],
];

/** Queries and the names of the word lists, both, with such spellings written out. */
export function writtenOut(text: string): string {
  if (!/\bwo?\b|\bb\/l\b|\botherwise\b/i.test(text)) return text;
  let written = text;
  for (const [pattern, words] of spellings) written = written.replaceAll(pattern, words);
  return written;
}
