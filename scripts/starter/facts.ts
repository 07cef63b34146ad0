import type { PageTextRow } from '../../electron/codeset/rows.ts';
import { sources } from './sources.ts';
import type { SystemOf } from './page-files.ts';
import type { Row } from './tables.ts';
import { Table } from './tables.ts';

const indicators: Record<string, string> = {
  '0': '0 · no modifier bypasses it',
  '1': '1 · a modifier may bypass it, if the record supports it',
};
const adjudication: Record<string, string> = {
  '1': '1 · per claim line',
  '2': '2 · per day, absolute',
  '3': '3 · per day, can be appealed',
};

/** NCCI edit pairs, unit limits and relative values as tables on the pages of the codes they concern. */
export function factTexts(folder: string, systemOf: SystemOf): PageTextRow[] {
  return [
    ...editPairs(new Table(folder, 'edit-pairs.tsv').rows, systemOf),
    ...unitLimits(new Table(folder, 'mue.tsv').rows, systemOf),
    ...relativeValues(new Table(folder, 'rvu.tsv').rows, systemOf),
  ];
}

function editPairs(rows: Row[], systemOf: SystemOf): PageTextRow[] {
  const codes = new Set(rows.flatMap((row) => [row.need('column1'), row.need('column2')]));
  return [...codes].flatMap((code) => {
    const own = rows.filter((row) => row.get('column1') === code || row.get('column2') === code);
    const table = own.map((row) => [
      row.need('column1'),
      row.need('column2'),
      indicators[row.need('indicator')] ?? row.need('indicator'),
      row.get('rationale'),
    ]);
    const edition = `NCCI ${own[0]?.need('edition') ?? ''}`;
    return textOn(code, systemOf, 'edits', sources.ncci.id, edition, {
      type: 'table',
      caption: 'Edit pairs: column 1 is paid, column 2 is denied',
      columns: ['Column 1', 'Column 2', 'Modifier', 'Reason given'],
      rows: table,
    });
  });
}

function unitLimits(rows: Row[], systemOf: SystemOf): PageTextRow[] {
  return rows.flatMap((row) =>
    textOn(row.need('code'), systemOf, 'edits', sources.ncci.id, `NCCI ${row.need('edition')}`, {
      type: 'table',
      caption: 'Medically unlikely edit, practitioner services',
      columns: ['Units', 'Applies', 'Reason given'],
      rows: [[row.need('units'), adjudication[row.need('mai')] ?? row.need('mai'), row.get('rationale')]],
    }),
  );
}

function relativeValues(rows: Row[], systemOf: SystemOf): PageTextRow[] {
  const codes = new Set(rows.map((row) => row.need('code')));
  return [...codes].flatMap((code) => {
    const own = rows.filter((row) => row.get('code') === code);
    const fields = ['status', 'work', 'pe_nonfacility', 'pe_facility', 'mp', 'global_days'];
    return textOn(code, systemOf, 'medicare', sources.mpfs.id, `MPFS ${own[0]?.need('edition') ?? ''}`, {
      type: 'table',
      caption: 'Relative value units before geographic adjustment',
      columns: ['Modifier', 'Status', 'Work', 'PE non-facility', 'PE facility', 'Malpractice', 'Global days'],
      rows: own.map((row) => [row.get('modifier') || '–', ...fields.map((field) => row.get(field))]),
    });
  });
}

function textOn(
  code: string,
  systemOf: SystemOf,
  kind: PageTextRow['kind'],
  source: string,
  edition: string,
  block: PageTextRow['block'],
): PageTextRow[] {
  const system = systemOf(code);
  return system ? [{ system, key: code, kind, block, source, edition }] : [];
}
