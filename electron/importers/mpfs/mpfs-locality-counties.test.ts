import { describe, expect, it } from 'vitest';
import { memberOf } from '../fixtures.ts';
import { addsUp, counties, factsOf } from './mpfs-fixtures.ts';
import { mpfsLocalityCounties } from './mpfs-locality-counties.ts';

describe('counties of the localities', () => {
  it('pads numbers, carries the state down its block and counts a repeated row', async () => {
    const file = counties(
      '5302,2,MISSOURI ,METROPOLITAN KANSAS CITY,"CLAY, JACKSON AND PLATTE"',
      '5302,99, ,REST OF STATE* ,ALL OTHER COUNTIES ',
      '5302,99,,REST OF STATE*,ALL OTHER COUNTIES',
      ' , , , , ',
      '3202,1,MONTANA ,STATEWIDE ,ALL COUNTIES ',
      '3202,1,,ELSEWHERE,MORE COUNTIES',
    );
    const { rows, report } = await factsOf(mpfsLocalityCounties, 'localityCounty', memberOf('a.csv', file));
    expect(
      rows.map(({ mac, locality, ordinal, state, area }) => [mac, locality, ordinal, state, area]),
    ).toEqual([
      ['05302', '02', 0, 'MISSOURI', 'METROPOLITAN KANSAS CITY'],
      ['05302', '99', 0, 'MISSOURI', 'REST OF STATE'],
      ['03202', '01', 0, 'MONTANA', 'STATEWIDE'],
      ['03202', '01', 1, 'MONTANA', 'ELSEWHERE'],
    ]);
    expect(rows[0]?.counties).toBe('CLAY, JACKSON AND PLATTE');
    expect(report).toMatchObject({
      read: 6,
      kept: 4,
      dropped: { 'repeats the row above': 1, 'footnote of the file': 1 },
    });
    const { edition, source } = await mpfsLocalityCounties.describe(memberOf('a.csv', file));
    expect(edition.name).toBe('Localities 2025');
    expect(source.notice).toContain('public domain');
  });

  it('never lends a block the state of the block above', async () => {
    const file = counties(
      '7102,13,ARKANSAS ,STATEWIDE,ALL COUNTIES',
      ',,,,',
      '1182,18,,LOS ANGELES,LOS ANGELES',
    );
    const { rows, report } = await factsOf(mpfsLocalityCounties, 'localityCounty', memberOf('a.csv', file));
    expect(rows).toHaveLength(1);
    expect(report.rejects).toEqual([{ line: 7, reason: '01182 18: no state is printed for it' }]);
  });

  it.each(['MAC,1,X,AREA,COUNTIES', '5302,ABC,X,AREA,COUNTIES', '5302,1,X,,COUNTIES'])(
    'rejects %s',
    async (row) => {
      const { report } = await factsOf(
        mpfsLocalityCounties,
        'localityCounty',
        memberOf('a.csv', counties(row)),
      );
      expect(report).toMatchObject({ read: 2, kept: 0, rejected: 1 });
    },
  );
});

it.each([[mpfsLocalityCounties, counties('5302,2,MISSOURI,KANSAS CITY,CLAY')]])(
  'any damage gives counts that add up or a typed error (%#)',
  async (importer, file) => {
    await expect(addsUp(importer, file)).resolves.toBeUndefined();
  },
);
