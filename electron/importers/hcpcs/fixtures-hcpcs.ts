/** HCPCS and place-of-service files in CMS’s layouts, made for the tests of this folder. Nothing else imports this. */
import type { HcpcsValues } from '../fixtures.ts';
import { hcpcsTextLines } from '../fixtures.ts';

export const shoe: HcpcsValues = {
  HCPC: 'A5500',
  'LONG DESCRIPTION':
    'For diabetics only, fitting (including follow-up), custom preparation and supply of off-the-shelf depth-inlay shoe manufactured to accommodate multi-density insert(s), per shoe',
  'SHORT DESCRIPTION': 'Diab shoe for density insert',
  PRICE1: '38',
  MULT_PI: 'A',
  MCM1: '2323',
  COV: 'D',
  BETOS: 'D1F',
  TOS1: 'P',
  TOS2: 'S',
  ANEST_BU: '  0',
  'ADD DT': '19950101',
  'ACT EFF DT': '20060101',
  'TERM DT': '20250930',
  'ACTION CD': 'N',
};
export const modifier: HcpcsValues = {
  HCPC: 'LT',
  RECID: '7',
  'LONG DESCRIPTION': 'Left side (used to identify procedures performed on the left side of the body)',
  'SHORT DESCRIPTION': 'Left side',
  'ADD DT': '19920101',
};
export const oneLine: HcpcsValues = {
  HCPC: 'V5362',
  'LONG DESCRIPTION': 'Speech screening',
  'ADD DT': '19900101',
};

export function textOf(...records: HcpcsValues[]): string {
  return records.flatMap(hcpcsTextLines).join('\r\n');
}

export const placeElement = (code: string, name: string, description?: string): object => ({
  placeOfServiceCode: code,
  placeOfServiceName: name,
  placeOfServiceDescription: description,
});
export const placesJson = JSON.stringify([
  placeElement('02', 'Telehealth', 'By telecommunication. (Effective January 1, 2017)'),
  placeElement('11', 'Office'),
  placeElement('17', 'Walk-in Retail  Health Clinic', 'With a final effective date of May 1, 2010'),
  placeElement('21', 'Inpatient Hospital', 'A facility.'),
]);
export const placeNames = '02\tTelehealth\n11\tOffice\n21\tInpatient Hospital\n27\tOutreach Site/Street\n';
export const placeTable =
  'Place of Service Code(s),Place of Service Name,Place of Service Description\r\n' +
  '11,Office,"Location, other than a hospital"\r\n21,Inpatient Hospital,A facility\r\n28-30,Unassigned,N/A\r\n';
