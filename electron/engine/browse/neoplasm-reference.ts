/** The columns of the Neoplasm Table by the words that references name them with; the longest first. */
const columns: readonly [RegExp, number][] = [
  [/^(?:malignant[, ]*)?secondary\b.*$|^metastatic$/, 1],
  [/^malignant(?: primary)?$/, 0],
  [/^(?:in situ|carcinoma in situ)$/, 2],
  [/^benign$/, 3],
  [/^uncertain(?: behaviou?r)?$/, 4],
  [/^unspecified(?: (?:behaviou?r|nature))?$/, 5],
];

/** A reference to the Neoplasm Table taken apart: the site as its rows name it, and the column from 0. */
export interface NeoplasmReference {
  site: string;
  column: number | null;
}

/** "Neoplasm, lip, internal, benign" → the row "Neoplasm, lip, internal", column 3; null for any other reference. */
export function neoplasmReference(text: string): NeoplasmReference | null {
  const parts = text.split(',').map((part) => part.trim());
  if (parts[0]?.toLowerCase() !== 'neoplasm') return null;
  let column: number | null = null;
  const site = parts.filter((part) => {
    const words = part.toLowerCase();
    const found = columns.find(([pattern]) => pattern.test(words));
    if (found) column = found[1];
    return !found && !words.startsWith('by site');
  });
  return { site: site.join(', '), column };
}
