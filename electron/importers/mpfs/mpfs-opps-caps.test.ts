import { describe, expect, it } from 'vitest';
import { memberOf } from '../fixtures.ts';
import { addsUp, claimsOf, factsOf, opps } from './mpfs-fixtures.ts';
import { mpfsOppsCaps, mpfsOppsCapsText } from './mpfs-opps-caps.ts';

describe('OPPS caps', () => {
  const member = memberOf('rvu25d/OPPSCAP_Oct.csv', opps('G0001,TC,A,1112,5,150.69,149.00'));
  const row = {
    code: 'G0001',
    modifier: 'TC',
    status: 'A',
    mac: '01112',
    locality: '05',
    facility: '150.69',
    nonFacility: '149.00',
  };

  it('as published, facility first', async () => {
    const { rows, report } = await factsOf(mpfsOppsCaps, 'oppsCap', member);
    expect(rows).toEqual([row]);
    expect(report).toMatchObject({ read: 1, kept: 1, rejected: 0 });
    const { edition, source } = await mpfsOppsCaps.describe(member);
    expect(edition.name).toBe('MPFS RVU25D');
    expect(source.notice).toContain('prints no copyright line');
  });

  it('text form', async () => {
    const text = memberOf('rvu25d/OPPSCAP_Oct.txt', 'G0001TC A 01112  05   150.69    149.00\r\n');
    expect(await claimsOf(text)).toEqual([mpfsOppsCapsText.format]);
    expect((await factsOf(mpfsOppsCapsText, 'oppsCap', text)).rows).toEqual([row]);
    expect((await mpfsOppsCapsText.describe(text)).edition.name).toBe('MPFS RVU25D');
  });

  it.each([
    ['X,TC,A,01112,05,1.00,1.00', '"X" is not a procedure code'],
    ['G0002,TCX,A,01112,05,1.00,1.00', 'G0002: "TCX" is not a modifier'],
    ['G0002,TC,1,01112,05,1.00,1.00', 'G0002: the status is "1", not a letter'],
    ['G0002,TC,A,X,05,1.00,1.00', 'G0002: "X" is not a MAC number'],
    ['G0002,TC,A,01112,X,1.00,1.00', 'G0002: "X" is not a locality number'],
    ['G0002,TC,A,01112,05,$1,1.00', 'G0002: a price is not a decimal'],
    ['G0001,TC,A,01112,05,1.00,1.00', 'G0001 TC 01112 05 is in the file twice; the first one is kept'],
  ])('rejects %s', async (bad, reason) => {
    const file = opps('G0001,TC,A,01112,05,150.69,150.69', bad);
    const { report } = await factsOf(mpfsOppsCaps, 'oppsCap', memberOf('a.csv', file));
    expect(report).toMatchObject({ read: 2, kept: 1, rejects: [{ line: 3, reason }] });
  });
});

it.each([
  [mpfsOppsCaps, opps('G0001,TC,A,01112,05,1.00,1.00')],
  [mpfsOppsCapsText, 'G0001TC A 01112  05   150.69    149.00'],
])('any damage gives counts that add up or a typed error (%#)', async (importer, file) => {
  await expect(addsUp(importer, file)).resolves.toBeUndefined();
});
