/** ICD-10-PCS files in CMS’s layouts, made for the tests of this folder. Nothing else imports this. */
import { orderLine } from '../fixtures.ts';

export const pcsOrderFile = [
  orderLine(1, '001', '0', 'Central Nervous System and Cranial Nerves, Bypass'),
  orderLine(2, '0016070', '1', 'Bypass Cerebral Ventricle to Nasopharynx', 'Bypass Cereb Vent to Nasophar'),
  orderLine(3, '0016071', '1', 'Bypass Cerebral Ventricle to Mastoid Sinus'),
  orderLine(4, 'B00', '0', 'Imaging, Central Nervous System, Plain Radiography'),
  orderLine(5, 'B00B0ZZ', '1', 'Plain Radiography of Spinal Cord using High Osmolar Contrast'),
].join('\r\n');

export function pcsAxis(
  pos: number,
  title: string,
  labels: Readonly<Record<string, string>>,
  more = '',
): string {
  const values = Object.entries(labels).map(([code, label]) => `<label code="${code}">${label}</label>`);
  return `<axis pos="${pos}" values="${values.length}"><title>${title}</title>${values.join('\n')}${more}</axis>`;
}
export function pcsXml(root: string, ...content: string[]): string {
  return `<?xml version="1.0" encoding="utf-8"?>\n<ICD10PCS.${root}>\n<version>2023</version>\n${content.join('\n')}\n</ICD10PCS.${root}>`;
}
export const head = [
  pcsAxis(1, 'Section', { 0: 'Medical and Surgical' }),
  pcsAxis(2, 'Body System', { 0: 'Central Nervous System' }),
  pcsAxis(3, 'Operation', { 1: 'Bypass' }, '<definition>Altering the  route</definition>'),
].join('');
export const rowAxes = [
  pcsAxis(4, 'Body Part', { 6: 'Cerebral Ventricle' }),
  pcsAxis(5, 'Approach', { 0: 'Open', 3: 'Percutaneous' }),
  pcsAxis(6, 'Device', { Z: 'No Device' }),
  pcsAxis(7, 'Qualifier', { B: 'Cerebral &amp; Cisterns' }),
];
export const row = (codes: number, axes = rowAxes): string =>
  `<pcsRow codes="${codes}">${axes.join('')}</pcsRow>`;
export const tableOf = (...rows: string[]): string => `<pcsTable>${head}${rows.join('')}</pcsTable>`;
export const tables = pcsXml('tabular', tableOf(row(2)));

export const pcsIndexFile = pcsXml(
  'index',
  '<letter><title>A</title>',
  '<mainTerm><title>Abdominohysterectomy</title><see>Resection, Uterus<codes>0UT9</codes></see></mainTerm>',
  '<mainTerm><title>Abdominoplasty</title>',
  '<term level="1"><see>Alteration, Abdominal Wall<codes>0W0F</codes></see></term>',
  '<term level="1"><see>Repair<tab>0WQ</tab></see></term></mainTerm>',
  '<mainTerm><title>Abortion</title>',
  '<term level="1"><title>Products of Conception</title><codes>10A0</codes>',
  '<term level="2"><title>Laminaria</title><code>10A07ZW</code></term></term></mainTerm>',
  '<mainTerm><title>Angioscopy</title><term level="1"><code>02JY4ZZ</code></term></mainTerm>',
  '<mainTerm><title>Zyvox</title><use>Oxazolidinones</use><tab>BF1</tab><code>not one</code></mainTerm>',
  '<mainTerm><term level="1"><title>Lost</title></term></mainTerm>',
  '</letter>',
);

export const pcsDefinitionsFile = pcsXml(
  'definitions',
  '<section code="0"><title>Medical and Surgical</title><axis pos="3"><title>Operation</title>',
  '<terms><title>Alteration</title><definition>Modifying</definition><explanation>Why</explanation><includes>Face lift, more</includes></terms></axis>',
  '<axis pos="4"><title>Body Part</title>',
  '<terms><title>1st Toe, Left</title><title>1st Toe, Right</title><includes>Hallux</includes><includes>Big toe</includes></terms>',
  '<terms><includes>nothing</includes></terms></axis>',
  '<axis pos="8"><title>x</title><terms><title>y</title></terms></axis></section>',
  '<section code="10"><axis pos="3"><title>x</title><terms><title>z</title></terms></axis></section>',
  '<deviceAggregation><aggregate><device>a</device></aggregate></deviceAggregation>',
);

export const pcsConversionHeader =
  'Current code(s) assignment\tCode title\tEffective year\tPrevious code(s) assignment\tPredecessor code title\tChange type\tComment\tEffective month/day [MM.DD]';
export const pcsConversionLines = [
  '001607A\t"Bypass Ventricle, Open"\t2019\t00H60YZ\t"Insertion of Device, Open"\tNew\t10.01',
  '009300Z\t"Drainage, Open"\t2017\t009300Z\t"Drainage"\tRevised\tBody part value revised\t10.01',
  'NoPCS\t"No description"\t2019\t0H0TX7Z\t"Alteration, ""External"""\tDeleted\tdeleted code …\t10.01',
  'XY0YX37\t"Introduction"\t2026\tNoPCS\t"No description"\tNew\t04.01',
];
export const pcsConversionTable = [pcsConversionHeader, ...pcsConversionLines].join('\r\n');
