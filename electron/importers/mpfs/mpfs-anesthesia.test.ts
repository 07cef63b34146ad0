import { describe, expect, it } from 'vitest';
import { memberOf } from '../fixtures.ts';
import { addsUp, anes, anesLine, claimsOf, factsOf } from './mpfs-fixtures.ts';
import { mpfsAnesthesia, mpfsAnesthesiaText } from './mpfs-anesthesia.ts';

describe('anesthesia factors', () => {
  const one = 'National Anes CF of 20.3178';
  const two =
    'Qualifying APM National Anes CF (with 2.5% statutory increase) of 20.599835,Non-Qualifying APM National Anes CF (with 2.5% Statutory increase)  of 20.49754';

  it('one a locality', async () => {
    const member = memberOf('ANES2025.csv', anes(one, '02102 ,01 ,ALASKA*,27.86 '));
    const { rows, report } = await factsOf(mpfsAnesthesia, 'anesthesiaFactor', member);
    expect(rows).toEqual([
      { mac: '02102', locality: '01', name: 'ALASKA', factor: '27.86', qualifyingFactor: null },
    ]);
    expect(report).toMatchObject({ read: 1, kept: 1 });
    expect((await mpfsAnesthesia.describe(member)).edition.name).toBe('Anesthesia CF 2025');
  });

  it('two from 2026, whichever stands first', async () => {
    const file = anes(two, '02102 ,01 ,ALASKA*,28.29,28.15');
    const { rows } = await factsOf(mpfsAnesthesia, 'anesthesiaFactor', memberOf('ANES2026.csv', file));
    expect(rows).toEqual([
      { mac: '02102', locality: '01', name: 'ALASKA', factor: '28.15', qualifyingFactor: '28.29' },
    ]);
  });

  it('the part of 2024 is told by the national factor', async () => {
    const file = anes('National Anes CF of 20.7739', '10112 ,00 ,ALABAMA,19.77');
    const { edition } = await mpfsAnesthesia.describe(memberOf('ANES2024.csv', file));
    expect(edition.begins).toBe('2024-03-09');
  });

  it.each([
    ['X,01,NAME,20.00', '"X" is not a MAC number'],
    ['02102,X,NAME,20.00', '02102: "X" is not a locality number'],
    ['02102,01,NAME,x', '02102 01: a factor is not a decimal'],
  ])('rejects %s', async (row, reason) => {
    const { report } = await factsOf(mpfsAnesthesia, 'anesthesiaFactor', memberOf('a.csv', anes(one, row)));
    expect(report).toMatchObject({ read: 1, kept: 0, rejects: [{ line: 2, reason }] });
  });

  it('rejects a name without end', async () => {
    const member = memberOf('a.csv', anes(one, `02102,01,${'N'.repeat(300)},1`));
    const { report } = await factsOf(mpfsAnesthesia, 'anesthesiaFactor', member);
    expect(report.rejects).toEqual([{ line: 2, reason: 'a name in it is longer than any official one' }]);
  });

  it('text form: two decimals without a point, and the end mark of DOS', async () => {
    const lines = [
      anesLine('02102', '01', 'ALASKA', '2786'),
      anesLine('01182', '18', 'L'.repeat(50), '2122'),
    ];
    const member = memberOf('ANES2025.txt', `${lines.join('\r\n')}\r\n\u001A`);
    expect(await claimsOf(member)).toEqual([mpfsAnesthesiaText.format]);
    const { rows, report } = await factsOf(mpfsAnesthesiaText, 'anesthesiaFactor', member);
    expect(rows.map(({ factor, name }) => [factor, name.length])).toEqual([
      ['27.86', 6],
      ['21.22', 40],
    ]);
    expect(report).toMatchObject({ read: 2, kept: 2 });
    expect((await mpfsAnesthesiaText.describe(member)).edition.name).toBe('Anesthesia CF 2025');
  });
});

it.each([
  [mpfsAnesthesia, anes('National Anes CF of 20.3178', '02102,01,ALASKA,27.86')],
  [mpfsAnesthesiaText, anesLine('02102', '01', 'ALASKA', '2786')],
])('any damage gives counts that add up or a typed error (%#)', async (importer, file) => {
  await expect(addsUp(importer, file)).resolves.toBeUndefined();
});
