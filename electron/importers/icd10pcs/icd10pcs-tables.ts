import type { Fact, FactRow } from '../../codeset/facts.ts';
import { tidyText } from '../reading/decode.ts';
import type { Importer, ImportReport, Member } from '../importer.ts';
import { childText, describePcsXml, pcsCharacter } from './pcs-xml.ts';
import { reject } from '../report.ts';
import type { XmlElement } from '../reading/xml-elements.ts';
import { childrenOf, elementsOf } from '../reading/xml-elements.ts';
import { rootElement } from '../reading/xml.ts';

const dataset = 'icd10pcs-tables';

type Value = FactRow<'pcsValue'>;

/**
 * ICD-10-PCS tables (XML): `pcsTable` holds the axes of positions 1–3, each with one value, then its rows; `pcsRow`
 * the axes of positions 4–7 with the values that may be combined freely, and how many codes they make. A record is
 * the head of a table or one of its rows; a value of an axis is a fact. A row whose values do not make as many codes
 * as it says is rejected: it would allow codes that do not exist, or miss some.
 */
export const icd10pcsTables: Importer = {
  format: 'ICD-10-PCS tables (XML)',
  dataset,
  recognise: ({ head }) => rootElement(head) === 'ICD10PCS.tabular',
  describe: (member) => describePcsXml(member, dataset, 'PCS Tables'),
  read: ([file], report) => readTables(file, report),
};

async function* readTables(file: Member, report: ImportReport): AsyncGenerator<Fact> {
  const seen = new Set<string>();
  for await (const element of elementsOf(file, report, 'pcsTable')) {
    const rows = childrenOf(element, 'pcsRow');
    report.read += 1 + rows.length;
    const head = headOf(element);
    const reason = 'reason' in head ? head.reason : seen.has(head.table) ? 'is in the file twice' : null;
    if ('reason' in head || reason !== null) {
      const name = 'table' in head ? `table ${head.table}` : 'a table';
      for (let count = 0; count <= rows.length; count += 1) reject(report, report.line, `${name} ${reason}`);
      continue;
    }
    seen.add(head.table);
    yield* keep(head.values, report);
    for (const [index, row] of rows.entries()) {
      const values = rowValues(row, head.table, index + 1);
      if ('reason' in values) reject(report, report.line, values.reason);
      else yield* keep(values, report);
    }
  }
}

function* keep(values: readonly Value[], report: ImportReport): Generator<Fact> {
  report.kept += 1;
  for (const row of values) yield { table: 'pcsValue', row };
}

function headOf(element: XmlElement): { table: string; values: Value[] } | { reason: string } {
  const values = axisValues(element, [1, 2, 3], '', 0);
  if (!values || values.length !== 3) return { reason: 'has not one value at each of its positions 1 to 3' };
  const table = values.map(({ value }) => value).join('');
  return { table, values: values.map((value) => ({ ...value, table })) };
}

function rowValues(element: XmlElement, table: string, row: number): Value[] | { reason: string } {
  const values = axisValues(element, [4, 5, 6, 7], table, row);
  if (!values) return { reason: `table ${table}, row ${row}: its axes are not positions 4 to 7 with values` };
  const made = [4, 5, 6, 7]
    .map((position) => values.filter((value) => value.position === position).length)
    .reduce((product, count) => product * count, 1);
  const said = element.attributes['codes'];
  if (said === undefined || Number(said) === made) return values;
  return { reason: `table ${table}, row ${row}: its values make ${made} codes, not ${tidyText(said)}` };
}

/** Null where the axes are not exactly these positions, or a value is empty, no character of PCS, or there twice. */
function axisValues(
  element: XmlElement,
  positions: readonly number[],
  table: string,
  row: number,
): Value[] | null {
  const axes = childrenOf(element, 'axis');
  if (axes.map(({ attributes }) => attributes['pos']).join() !== positions.join()) return null;
  const values = axes.flatMap((axis, at) => {
    const position = positions[at] ?? 0;
    const shared = { table, row, position, axis: childText(axis, 'title') ?? '' };
    const definition = childText(axis, 'definition');
    return childrenOf(axis, 'label').map(({ attributes, text }) => ({
      ...shared,
      value: attributes['code'] ?? '',
      label: tidyText(text),
      definition,
    }));
  });
  const sound = values.every(({ axis, value, label }) => axis && label && pcsCharacter.test(value));
  const places = new Set(values.map(({ position, value }) => `${position}${value}`));
  const filled = positions.every((position) => values.some((value) => value.position === position));
  return sound && filled && places.size === values.length ? values : null;
}
