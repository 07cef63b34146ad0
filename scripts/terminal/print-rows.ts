import type { SearchResponse, SearchRow } from '../../electron/contract/search.ts';

const tags: Record<SearchRow['system'], string> = {
  icd10cm: 'Dx',
  icd10pcs: 'Px',
  cpt: 'CP',
  hcpcs: 'HC',
  modifier: 'Mod',
  pos: 'POS',
};

/** Rows for people: code, system, title, why; as wide as the terminal. */
export function printRows(query: string, rows: readonly SearchRow[], readAs: SearchResponse['readAs']): void {
  const width = process.stdout.columns ?? 110;
  if (readAs.length > 0) {
    process.stdout.write(`read as: ${readAs.map(({ typed, read }) => `${typed} → ${read}`).join(', ')}\n`);
  }
  if (rows.length === 0) process.stdout.write(`No code matches “${query}” in the editions held.\n`);
  for (const { system, code, title, why, more, ended } of rows) {
    const notes = [why, more > 0 ? `+${more}` : '', ended ? `ended ${ended}` : ''].filter(
      (note) => note !== '',
    );
    const tail = notes.length > 0 ? `  [${notes.join('; ')}]` : '';
    const head = `${code.padEnd(9)}${tags[system].padEnd(4)}`;
    const room = Math.max(24, width - head.length - tail.length);
    const shown = title.length > room ? `${title.slice(0, room - 1)}…` : title;
    process.stdout.write(`${head}${shown}${tail}\n`);
  }
}
