import { expect, test } from 'vitest';
import { AppError } from '../contract/errors.ts';
import type { Rights } from '../contract/grants.ts';
import type { Preview } from '../contract/import.ts';
import { preview } from '../../test/fixtures/fake-import.ts';
import { importHandlers } from './import-handlers.ts';
import { Jobs } from './jobs.ts';
import { Offers } from './offers.ts';

function handlers(seen: Preview) {
  const recorded: Rights[] = [];
  const imported: string[][] = [];
  const offers = new Offers();
  const made = importHandlers({
    keeper: {
      inspect: () => Promise.resolve(seen),
      importFiles: (paths) => {
        imported.push([...paths]);
        return Promise.resolve({ lines: [], passed: seen.passed, cancelled: false } as never);
      },
    },
    offers,
    jobs: new Jobs(
      () => {},
      () => {},
    ),
    grants: {
      record: (rights) => {
        recorded.push(rights);
        return Promise.resolve();
      },
    },
  });
  return { made, offer: offers.add(['/files/cpt.zip']).id, recorded, imported };
}
const [line] = preview.lines;
const cpt: Preview = { ...preview, lines: line ? [{ ...line, line: 'cpt' }] : [] };

test('files of the AMA are imported only with whose licence it is and for how many people', async () => {
  const { made, offer, recorded, imported } = handlers(cpt);
  await made['library.inspect']({ offer });
  const refused = Promise.resolve(made['library.import']({ offer }));
  await expect(refused).rejects.toSatisfy(
    (error) => error instanceof AppError && error.code === 'rights-needed',
  );
  expect([recorded, imported]).toEqual([[], []]);
  const rights = { holder: 'North Clinic', users: 12 };
  await made['library.import']({ offer, rights });
  expect([recorded, imported]).toEqual([[rights], [['/files/cpt.zip']]]);
});

test('public files ask for nothing', async () => {
  const { made, offer, recorded, imported } = handlers(preview);
  await made['library.inspect']({ offer });
  await made['library.import']({ offer });
  expect([recorded, imported.length]).toEqual([[], 1]);
});
