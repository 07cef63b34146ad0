import { join } from 'node:path';
import { expect, test } from 'vitest';
import { CodeSet } from '../../codeset/reader.ts';
import { writeCodeSet } from '../../codeset/writer.ts';
import { edition, icdDraft } from '../../../test/fixtures/drafts.ts';
import { folderPerTest } from '../../../test/fixtures/folder.ts';
import { lexicon, request } from '../../../test/fixtures/search.ts';
import { Search } from './search.ts';

const folder = folderPerTest();

async function searching(
  ...words: [code: string, text: string][]
): Promise<(typed: string) => [string, string][]> {
  const clinic = {
    line: 'clinic' as const,
    starter: false,
    releases: [
      {
        dataset: 'clinic' as const,
        edition: edition('clinic', { name: 'Clinic notes' }),
        sources: [{ id: 'clinic', publisher: 'Us', document: 'words.csv', notice: '' }] as const,
        notices: [],
        files: [],
        sha256: '',
        facts: words.map(([code, text]) => ({
          table: 'synonym' as const,
          row: { system: 'icd10cm', code, words: text },
        })),
      },
    ],
  };
  const sets: CodeSet[] = [];
  for (const draft of [icdDraft(), clinic]) {
    const { file, key } = await writeCodeSet(draft, folder());
    sets.push(await CodeSet.open(join(folder(), file), key));
  }
  const search = new Search(sets, lexicon);
  return (typed) => search.search(request(typed)).rows.map(({ code, why }) => [code, why]);
}

test('the clinic’s words come first, by the beginnings of their words in any order', async () => {
  const find = await searching(['E119', 'Sugar disease'], ['I10', 'high pressure']);
  expect(find('sugar')).toEqual([['E11.9', 'clinic: Sugar disease']]);
  expect(find('dis sug')[0]).toEqual(['E11.9', 'clinic: Sugar disease']);
  expect(find('pressure hi')).toEqual([['I10', 'clinic: high pressure']]);
  expect(find('disease')[0]).toEqual(['E11.9', 'clinic: Sugar disease']);
});

test('a word that is not the beginning of one finds nothing; a code not held has no row', async () => {
  const find = await searching(['E119', 'Sugar disease'], ['Z999', 'nowhere land']);
  expect(find('ugar')).not.toContainEqual(['E11.9', 'clinic: Sugar disease']);
  expect(find('nowhere')).toEqual([]);
});

test('the shortest synonym first; a code found by both is one row', async () => {
  const find = await searching(['E119', 'pneumonia in name only'], ['J189', 'pneumonia']);
  expect(find('pneumonia').map(([code]) => code)).toEqual(['J18.9', 'E11.9']);
});
