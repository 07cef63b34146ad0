import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { folderPerTest } from '../../test/fixtures/folder.ts';
import { openEncrypted } from '../codeset/cipher.ts';
import { newKey } from '../codeset/keys.ts';
import { mostPicks, mostRecents } from '../contract/recent.ts';
import { migrations } from './migrations.ts';
import { UserData } from './user-data.ts';

const folder = folderPerTest();
const key = newKey();
const file = (): string => join(folder(), 'user-data.db');
const open: UserData[] = [];
const data = (): UserData => {
  const one = UserData.open(file(), key);
  open.push(one);
  return one;
};
afterEach(() => {
  for (const one of open.splice(0)) one.close();
});
const icd = (code: string, at: number) => ({ system: 'icd10cm' as const, code, at });

describe('codes opened', () => {
  test('come back newest first, each once, after a start too', () => {
    const first = data();
    for (const [at, code] of ['E11.9', 'I10', 'E11.9'].entries()) first.opened(icd(code, at));
    first.opened({ system: 'hcpcs', code: 'G0439', at: 9 });
    first.close();
    open.splice(0);
    expect(data().recent(10)).toEqual([
      { system: 'hcpcs', code: 'G0439', at: 9 },
      icd('E11.9', 2),
      icd('I10', 1),
    ]);
  });

  test('are bounded: the oldest make room', () => {
    const one = data();
    for (let at = 0; at < mostRecents + 5; at += 1) one.opened(icd(`A${at}`, at));
    const held = one.recent(10_000);
    expect(held).toHaveLength(mostRecents);
    expect(held.at(0)?.code).toBe(`A${mostRecents + 4}`);
    expect(held.at(-1)?.code).toBe('A5');
    expect(one.recent(3)).toHaveLength(3);
  });

  test('are forgotten with the digests made of them, and leave no trace in the file; choices stay', () => {
    const one = data();
    one.opened(icd('E11.9', 1));
    one.keepDigest({ line: 'icd10cm', from: 'a', to: 'b', changed: [], looked: 1 });
    one.picked({ ...icd('I10', 2), query: 'htn' });
    one.forget('recents');
    expect([one.recent(10), one.digests()]).toEqual([[], []]);
    expect(one.picks()).toHaveLength(1);
    one.forget('picks');
    expect(one.picks()).toEqual([]);
  });
});

describe('choices', () => {
  test('count less with each later one for the same query; another query is left alone', () => {
    const one = data();
    for (const at of [1, 2]) one.picked({ ...icd('I10', at), query: 'htn' });
    one.picked({ ...icd('N18.9', 3), query: 'ckd' });
    one.picked({ ...icd('I15.9', 4), query: 'htn' });
    const weights = one.picks().map(({ query, code, weight }) => [query, code, weight.toFixed(2)]);
    expect(weights).toEqual([
      ['ckd', 'N18.9', '1.00'],
      ['htn', 'I10', '1.19'],
      ['htn', 'I15.9', '1.00'],
    ]);
    expect(one.picks(new Set(['ckd', 'none'])).map(({ code }) => code)).toEqual(['N18.9']);
  });

  test('are bounded: those made longest ago make room, and their queries are told', () => {
    data().close();
    open.splice(0);
    const full = openEncrypted(file(), key, 'create');
    full.exec(`INSERT INTO pick WITH RECURSIVE n (at) AS (SELECT 0 UNION ALL SELECT at + 1 FROM n LIMIT ${mostPicks})
      SELECT 'q' || at, 'icd10cm', 'I10', 1, at FROM n`);
    full.close();
    const one = data();
    one.picked({ ...icd('I10', mostPicks), query: 'q0' });
    expect(one.picks()).toHaveLength(mostPicks);
    const touched = one.picked({ ...icd('I10', mostPicks + 1), query: 'new' });
    expect([...touched]).toEqual(['new', 'q1']);
    expect(one.picks()).toHaveLength(mostPicks);
    expect(one.picks(new Set(['q0', 'q1', 'new'])).map(({ query }) => query)).toEqual(['q0', 'new']);
  });
});

test('one digest a line is kept until it is dismissed', () => {
  const one = data();
  const digest = { line: 'ncci', from: 'Q2', to: 'Q3', changed: [], looked: 4 } as const;
  one.keepDigest({ ...digest, to: 'Q2', changed: [] });
  one.keepDigest({ ...digest, changed: [] });
  expect(one.digests()).toEqual([digest]);
  one.dismissDigest('ncci');
  expect(one.digests()).toEqual([]);
});

describe('the file', () => {
  test('holds nothing in the clear', () => {
    const one = data();
    one.picked({ ...icd('E11.9', 1), query: 'private words of a coder' });
    one.close();
    open.splice(0);
    expect(readFileSync(file()).includes('private words')).toBe(false);
    expect(readFileSync(file()).includes('SQLite format')).toBe(false);
  });

  test('with another key, or damaged, is told apart and left as it is', () => {
    data().close();
    open.splice(0);
    const bytes = readFileSync(file());
    expect(() => UserData.open(file(), newKey())).toThrow(
      expect.objectContaining({ code: 'library-wrong-key' }),
    );
    expect(readFileSync(file()).equals(bytes)).toBe(true);
    writeFileSync(file(), 'something else entirely, long enough to be taken for a header of a file');
    expect(() => data()).toThrow(expect.objectContaining({ code: 'library-wrong-key' }));
  });

  test('of a newer program is refused and stays', () => {
    data().close();
    open.splice(0);
    const database = openEncrypted(file(), key, 'create');
    database.pragma(`user_version = ${migrations.length + 1}`);
    database.close();
    expect(() => data()).toThrow(expect.objectContaining({ code: 'library-future-schema' }));
  });

  test('is brought from every earlier schema to the newest, with what it holds', () => {
    for (const version of migrations.keys()) {
      const early = openEncrypted(join(folder(), `v${version}.db`), key, 'create');
      for (const { sql } of migrations.slice(0, version)) early.exec(sql);
      early.pragma(`user_version = ${version}`);
      early.close();
      const brought = UserData.open(join(folder(), `v${version}.db`), key);
      brought.opened(icd('I10', 1));
      expect(brought.recent(1)).toHaveLength(1);
      brought.close();
    }
    expect(migrations.map(({ name }) => name.slice(0, 4))).toEqual(
      migrations.map((_one, at) => String(at + 1).padStart(4, '0')),
    );
  });
});
