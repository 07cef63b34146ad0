import { expect, test } from 'vitest';
import type { Dated } from './edition-order.ts';
import { orderOf } from './edition-order.ts';

const dated =
  (dataset: Dated['dataset']) =>
  (name: string, begins: string): Dated => ({
    dataset,
    edition: { name, line: 'icd10cm', begins, ends: null },
  });
const [codes, exempt] = [dated('icd10cm-codes'), dated('poa-exempt')];
const [codes2, codes3] = [codes('Codes Q2', '2026-04-01'), codes('Codes Q3', '2026-07-01')];
const exempt3 = exempt('Exempt Q3', '2026-07-01');

test('data sets that only one side has make nothing older; the first one of its kind is newer', () => {
  expect(orderOf([codes2], [exempt3])).toEqual({ newer: true, older: null });
  expect(orderOf([exempt3], [codes2])).toEqual({ newer: true, older: null });
  expect(orderOf([codes2], [codes2, exempt3])).toEqual({ newer: false, older: null });
});

test('of several editions of a data set the newest one of each side counts', () => {
  expect(orderOf([codes3, codes2], [codes3])).toEqual({ newer: false, older: null });
  expect(orderOf([codes2], [codes2, codes3])).toEqual({
    newer: false,
    older: { offered: codes2.edition, held: codes3.edition },
  });
  expect(orderOf([codes2, codes3], [codes2])).toEqual({ newer: true, older: null });
});

test('one data set may be newer while another is older', () => {
  expect(orderOf([codes3, exempt('Exempt Q2', '2026-04-01')], [codes2, exempt3])).toMatchObject({
    newer: true,
    older: { offered: { name: 'Exempt Q2' }, held: { name: 'Exempt Q3' } },
  });
});
