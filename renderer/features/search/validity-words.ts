import type { LineInfo } from '../../../electron/contract/library.ts';
import type { SearchRow } from '../../../electron/contract/search.ts';

/** One sentence where codes of the list come from an edition that does not answer for the date; else empty. */
export function validityWords(
  rows: readonly Pick<SearchRow, 'system'>[],
  lines: readonly Pick<LineInfo, 'systems' | 'editions'>[],
  date: string,
): string {
  for (const system of new Set(rows.map((row) => row.system))) {
    const editions = lines.filter(({ systems }) => systems.includes(system)).flatMap((line) => line.editions);
    // ISO dates sort as text.
    const answers = editions.some(({ begins, ends }) => begins <= date && (ends === null || date <= ends));
    const last = editions.toSorted((a, b) => (a.begins < b.begins ? -1 : 1)).at(-1);
    if (answers || !last) continue;
    const first = editions.find(({ begins }) => begins > date) ?? last;
    return last.ends !== null && last.ends < date
      ? `${last.name} ended ${last.ends}: validity on ${date} is not known.`
      : `${first.name} begins ${first.begins}: validity on ${date} is not known.`;
  }
  return '';
}
