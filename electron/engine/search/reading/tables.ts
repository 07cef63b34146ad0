/** The rows of a tab-separated table by the names that its header row gives the columns. */
export function* rowsOf(table: string): Generator<Partial<Record<string, string>>> {
  const [head = '', ...rows] = table.split(/\r?\n/);
  const columns = head.split('\t');
  for (const row of rows) {
    const cells = row.split('\t');
    const named: Partial<Record<string, string>> = {};
    for (const [place, column] of columns.entries()) named[column] = cells[place] ?? '';
    yield named;
  }
}
