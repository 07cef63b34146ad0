import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const data = fileURLToPath(new URL('../../../shared/data', import.meta.url));

/** The publishers' files of a full library, and whether they lie beside this checkout. */
export const sources = ['icd10cm-2026.zip', 'icd10pcs-2026.zip', 'hcpcs-2025-oct.zip'].map((name) =>
  join(data, name),
);
export const areHeld = sources.every((source) => existsSync(source));

/** What a coder types and the code that is wanted; the keys after the query are counted. */
export const lookUps: readonly (readonly [string, string])[] = [
  ['htn', 'I10'],
  ['dm2 ckd', 'E11.22'],
  ['e11.65', 'E11.65'],
  ['copd exac', 'J44.1'],
  ['chf diastolic acute on chronic', 'I50.33'],
  ['afib', 'I48.91'],
  ['uti', 'N39.0'],
  ['r hip fx', 'S72.001A'],
  ['broken wrist', 'S52.509A'],
  ['s72.142d', 'S72.142D'],
  ['ankle sprain left', 'S93.402A'],
  ['pink eye', 'H10.9'],
  ['aom', 'H66.90'],
  ['strep throat', 'J02.0'],
  ['low back pain', 'M54.50'],
  ['mdd recurrent moderate', 'F33.1'],
  ['h/o breast ca', 'Z85.3'],
  ['fhx colon cancer', 'Z80.0'],
  ['on eliquis', 'Z79.01'],
  ['s/p cabg', 'Z95.1'],
  ['well child', 'Z00.129'],
  ['screening colonoscopy', 'Z12.11'],
  ['kenalog', 'J3301'],
  ['keytruda', 'J9271'],
  ['toradol', 'J1885'],
  ['cpap', 'E0601'],
  ['rolling walker', 'E0143'],
  ['g0439', 'G0439'],
  ['lap chole', '47562'],
  ['99214', '99214'],
];
