import { describe, expect, it } from 'vitest';
import { AppError } from '../../contract/errors.ts';
import { mpfsQuarterEdition, mpfsReleaseEdition, mpfsYearEdition } from './edition-mpfs.ts';
import { memberOf } from '../fixtures.ts';
import type { Member } from '../importer.ts';

function at(source: string, name: string): Member {
  return { ...memberOf(name, ''), source };
}

const title = (year: number, month: string): string =>
  `${year} National Physician Fee Schedule Relative Value File ${month} Release RELEASED 09/11/${year}`;

describe('the release of a quarterly file', () => {
  it.each([
    ['January', 'MPFS RVU25A', '2025-01-01', '2025-03-31'],
    ['April', 'MPFS RVU25B', '2025-04-01', '2025-06-30'],
    ['July', 'MPFS RVU25C', '2025-07-01', '2025-09-30'],
    ['October', 'MPFS RVU25D', '2025-10-01', '2025-12-31'],
  ])('%s', (month, name, begins, ends) => {
    expect(mpfsReleaseEdition(memberOf('renamed.csv', ''), { caption: title(2025, month) })).toEqual({
      name,
      line: 'mpfs',
      begins,
      ends,
    });
  });

  it('is read from the caption before any name', () => {
    const member = at('/x/rvu24a.zip', 'PPRRVU2024_Jan.csv');
    expect(mpfsReleaseEdition(member, { caption: title(2025, 'October') }).name).toBe('MPFS RVU25D');
  });

  it.each([
    ['/x/rvu25d-0.zip', 'OPPSCAP_Oct.csv', 'MPFS RVU25D'],
    ['/x/rvu26ar_1 (1).zip', 'OPPSCAP_Jan.csv', 'MPFS RVU26AR'],
    ['/x/mpfs-2025d.zip', 'mpfs-2025d/OPPSCAP_Oct.csv', 'MPFS RVU25D'],
    ['/x/OPPSCAP.csv', 'RVU25C/OPPSCAP.csv', 'MPFS RVU25C'],
    ['/x/fees 2025', 'OPPSCAP_Apr.txt', 'MPFS RVU25B'],
    ['/x/a.txt', 'PPRRVU24_JUL.txt', 'MPFS RVU24C'],
    ['/x/a.txt', 'PPRRVU2026_Apr_nonQPP.txt', 'MPFS RVU26B'],
    ['/Downloads 2023/rvu25b-updated-03-18-2025.zip', 'OPPSCAP_APR.csv', 'MPFS RVU25B'],
  ])('%s/%s is %s', (source, name, edition) => {
    expect(mpfsReleaseEdition(at(source, name), {}).name).toBe(edition);
  });

  it.each([
    ['/x/OPPSCAP_Oct.csv', 'OPPSCAP_Oct.csv'],
    ['/x/2025', 'OPPSCAP.csv'],
    ['/x/fees', 'decade.csv'],
  ])('%s says too little', (source, name) => {
    expect(() => mpfsReleaseEdition(at(source, name), {})).toThrow(AppError);
  });
});

describe('2024, with two conversion factors', () => {
  const january = title(2024, 'January');
  it.each([
    ['32.7442', january, 'MPFS RVU24A', '2024-01-01', '2024-03-08'],
    ['33.2875', january, 'MPFS RVU24AR', '2024-03-09', '2024-03-31'],
    ['33.2875', title(2024, 'April'), 'MPFS RVU24B', '2024-04-01', '2024-06-30'],
    ['33.2875', title(2024, 'October'), 'MPFS RVU24D', '2024-10-01', '2024-12-31'],
  ])('%s in "%s"', (factor, caption, name, begins, ends) => {
    const member = at('/x/fees.zip', 'PPRRVU24.csv');
    expect(mpfsReleaseEdition(member, { caption, factor })).toEqual({ name, line: 'mpfs', begins, ends });
  });

  it.each([
    ['/x/rvu24a.zip', 'MPFS RVU24A', '2024-01-01', '2024-03-08'],
    ['/x/rvu24ar-posted-04-01-2024.zip', 'MPFS RVU24AR', '2024-03-09', '2024-03-31'],
    ['/x/rvu18ar1.zip', 'MPFS RVU18AR1', '2018-01-01', '2018-03-31'],
  ])('a file without a factor goes by %s', (source, name, begins, ends) => {
    expect(mpfsReleaseEdition(at(source, 'OPPSCAP_JAN.csv'), {})).toEqual({
      name,
      line: 'mpfs',
      begins,
      ends,
    });
  });

  it('a release with a factor that had ended is refused', () => {
    const member = at('/x/rvu24b.zip', 'PPRRVU24_APR.csv');
    expect(() => mpfsReleaseEdition(member, { factor: '32.7442' })).toThrow(
      'was in force to 2024-03-08 only',
    );
  });

  it('a caption or a name gives another first day', () => {
    const begins = (source: string, caption: string): string =>
      mpfsReleaseEdition(at(source, 'PPRRVU27_JAN.csv'), { caption }).begins;
    expect(begins('/x/a.zip', 'Effective February 15, 2027')).toBe('2027-02-15');
    expect(begins('/x/fees-effective-date-march-9-2027-december-31-2027.zip', '')).toBe('2027-03-09');
    expect(begins('/x/a.zip', 'for services on or after March 9')).toBe('2027-03-09');
    expect(begins('/x/a.zip', 'effective June 1, 2027')).toBe('2027-01-01');
    expect(begins('/x/a.zip', 'RELEASED 01/20/2027')).toBe('2027-01-01');
  });
});

describe('yearly and quarterly files', () => {
  it.each([
    ['GPCI2025.csv', '', 'GPCI 2025'],
    ['ANES24.txt', '', 'GPCI 2024'],
    ['25LOCCO.csv', '', 'GPCI 2025'],
    ['list.csv', 'COUNTIES INCLUDED IN 2026 LOCALITIES.', 'GPCI 2026'],
  ])('%s %s', (name, caption, edition) => {
    expect(mpfsYearEdition(memberOf(name, ''), 'GPCI', { caption }).name).toBe(edition);
  });

  it('answers for its calendar year, or for the part in which its factor was in force', () => {
    const edition = (factor: string): unknown =>
      mpfsYearEdition(memberOf('ANES2024.csv', ''), 'Anesthesia CF', { factor });
    expect(edition('20.3178')).toMatchObject({ begins: '2024-01-01', ends: '2024-12-31' });
    expect(edition('20.4349')).toMatchObject({ begins: '2024-01-01', ends: '2024-03-08' });
    expect(edition('20.7739')).toEqual({
      name: 'Anesthesia CF 2024 from 2024-03-09',
      line: 'mpfs',
      begins: '2024-03-09',
      ends: '2024-12-31',
    });
  });

  it('throws when nothing holds the year', () => {
    expect(() => mpfsYearEdition(memberOf('anes.txt', ''), 'Anesthesia CF', {})).toThrow(AppError);
  });

  it('a quarter as YYYYQ', () => {
    expect(mpfsQuarterEdition('ZIP localities', '20261')).toEqual({
      name: 'ZIP localities 2026 Q1',
      line: 'mpfs',
      begins: '2026-01-01',
      ends: '2026-03-31',
    });
    expect(mpfsQuarterEdition('ZIP localities', '20254').ends).toBe('2025-12-31');
  });
});
