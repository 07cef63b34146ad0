import { describe, expect, test } from 'vitest';
import { validities } from '../../contract/licence.ts';
import { exitCodeOf, exitCodes, readCommand } from './commands.ts';

const nothing = { activate: [], licenceKey: null, machineWide: false, status: false, json: false, out: null };

describe('a command line', () => {
  test.each<[string, string[], object | null]>([
    ['an ordinary start', [], null],
    ['a file to open', ['C:\\Downloads\\icd10cm.zip'], null],
    ['switches of Chromium', ['--user-data-dir=/tmp/x', '--no-sandbox'], null],
    ['status', ['--status'], { status: true }],
    [
      'status for a tool',
      ['--status', '--json', '--out', 'C:\\Temp\\s.json'],
      { status: true, json: true, out: 'C:\\Temp\\s.json' },
    ],
    [
      'status, written together',
      ['--status', '--json', '--out=s.json'],
      { status: true, json: true, out: 's.json' },
    ],
    ['a licence', ['--activate', 'clinic.lic'], { activate: ['clinic.lic'] }],
    [
      'licence and roster for everybody',
      ['--activate', 'a.lic', '--activate=a.roster', '--machine-wide', '--licence-key', 'KEY-1'],
      { activate: ['a.lic', 'a.roster'], machineWide: true, licenceKey: 'KEY-1' },
    ],
    [
      'both, among switches of Chromium',
      ['--no-sandbox', '--activate', 'a.lic', '--status'],
      { activate: ['a.lic'], status: true },
    ],
  ])('%s', (_what, args, expected) => {
    expect(readCommand(args)).toEqual(expected === null ? null : { ...nothing, ...expected });
  });

  test.each([
    [['--activate']],
    [['--activate', '--status']],
    [['--status', '--out']],
    [['--status', '--out=']],
  ])('%j lacks a value, and is wrong usage', (args) => {
    expect(() => readCommand(args)).toThrow(expect.objectContaining({ code: 'usage' }));
  });
});

test('each state that is no licence has an exit code of its own, and only a good one has 0', () => {
  const codes = validities.map(exitCodeOf);
  const good = validities.filter((validity) => exitCodeOf(validity) === exitCodes.done);
  expect(good).toEqual(['active', 'grace']);
  expect(new Set(codes.filter((code) => code !== 0)).size).toBe(validities.length - 2);
  expect(new Set(Object.values(exitCodes)).size).toBe(Object.keys(exitCodes).length);
});
