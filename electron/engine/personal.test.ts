import { join } from 'node:path';
import { expect, test } from 'vitest';
import { folderPerTest } from '../../test/fixtures/folder.ts';
import { newKey } from '../codeset/keys.ts';
import { UserData } from '../userdata/user-data.ts';
import { Personal } from './personal.ts';

const folder = folderPerTest();

test('choices asked for before the library is open are there once it is', () => {
  const file = join(folder(), 'user-data.db');
  const key = newKey();
  const before = UserData.open(file, key);
  before.picked({ query: 'dm', system: 'icd10cm', code: 'E11.9', at: 1 });
  before.close();
  const personal = new Personal();
  expect([personal.kept, personal.chosenFor('dm')]).toEqual([0, []]);
  personal.open({ file, key }, () => {});
  expect([personal.kept, personal.chosenFor('dm')]).toEqual([1, [{ system: 'icd10cm', code: 'E11.9' }]]);
  personal.close();
  expect(personal.kept).toBe(0);
});
