import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { orderFile, orderLine } from '../../electron/importers/fixtures.ts';
import { inForce } from './coder.ts';
import type { App } from './driver/test.ts';
import { expect, test } from './driver/test.ts';
import { hcpcs, Importer, yearBefore, zipIn } from './importer.ts';

let folder = '';
test.beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'c2c-import-'));
});
test.afterEach(() => rmSync(folder, { recursive: true, force: true }));

const zip = (name: string, files: Record<string, string>): Promise<string> => zipIn(folder, name, files);

/** Takes some seconds to import: long enough to search, and to cancel, meanwhile. */
const large = Array.from({ length: 150_000 }, (_, at) =>
  orderLine(at, `A${at.toString(36).toUpperCase().padStart(5, '0')}`, '1', `Invented disease number ${at}`),
).join('\n');

const begin = async (app: App): Promise<Importer> => {
  const coder = new Importer(app);
  await coder.ready();
  return coder;
};

test('files are looked at, imported beside what is held, and imported again without a change', async ({
  launch,
}) => {
  const app = await launch({ env: { C2C_TODAY: inForce } });
  const coder = await begin(app);
  const both = await zip('icd10cm-2026.zip', {
    'icd10cm_order_2026.txt': orderFile,
    'readme.pdf': '%PDF',
    'HCPC2025_OCT_ANWEB.txt': hcpcs,
  });
  await coder.choose(both);
  const main = coder.main;
  await expect(main.getByText('2 editions in icd10cm-2026.zip can be imported')).toBeVisible();
  await expect(main).toContainText('ICD-10-CM FY2026');
  await expect(main).toContainText('in force 2025-10-01 to 2026-03-31');
  await expect(main).toContainText('icd10cm_order_2026.txt in icd10cm-2026.zip');
  await expect(main).toContainText('The starter selection gives way to these codes.');
  await main.getByText('1 file of no format this version reads').click();
  await expect(main).toContainText('readme.pdf in icd10cm-2026.zip');
  // Nothing has been changed by looking.
  await coder.search('J0007');
  await expect(coder.rows).toHaveCount(0);
  await coder.goTo('Library');
  await main.getByRole('link', { name: 'Show the files that wait to be imported' }).click();

  await coder.click('Import 2 editions');
  await expect(main.getByRole('alert')).toContainText('Answers now: ICD-10-CM diagnoses and HCPCS Level II.');
  await expect(main).toContainText('12 records, all kept');
  await coder.search('invented kind');
  await expect(coder.row('J0007')).toBeVisible();
  await coder.search('merkel');
  await expect(coder.row('C4A.0')).toBeVisible();

  await coder.choose(both);
  await expect(main).toContainText('Everything in these files is held already: there is nothing to do.');
  await expect(main.getByRole('button', { name: /^Import/ })).toHaveCount(0);
  await coder.click('Done');

  const again = await begin(await app.relaunch());
  await again.search('invented kind');
  await expect(again.row('J0007')).toBeVisible();
});

test('while an import runs a coder searches; cancelled, the library is as it was', async ({ launch }) => {
  const coder = await begin(await launch({ env: { C2C_TODAY: inForce } }));
  await coder.choose(await zip('large.zip', { 'icd10cm_order_2027.txt': large }));
  await coder.click('Import 1 edition');
  await expect(coder.main.getByRole('progressbar')).toBeVisible();
  for (const [typed, code] of [
    ['htn', 'I10'],
    ['diab mell 2', 'E11'],
    ['J1100', 'J1100'],
  ] as const) {
    await coder.search(typed);
    await expect(coder.row(code)).toBeVisible({ timeout: 2000 });
  }
  const status = coder.page.getByRole('contentinfo').getByRole('link', { name: /Importing files/ });
  await status.click();
  await coder.click('Cancel');
  await expect(coder.main.getByRole('alert')).toContainText('Cancelled');
  await expect(coder.main).toContainText('As before: ICD-10-CM diagnoses.');
  await coder.search('E11.9');
  await expect(coder.row('E11.9')).toBeVisible();
  await coder.goTo('Library');
  await expect(coder.main).toContainText('2,817 codes');
});

test('what is no official file is told with its reason, and what would be read', async ({ launch }) => {
  const app = await launch({ env: { C2C_TODAY: inForce } });
  const coder = await begin(app);
  const page = join(folder, 'licence.zip');
  writeFileSync(page, '<html>I accept</html>');
  await coder.choose(page);
  await expect(coder.main.getByRole('alert')).toContainText('None of these files can be imported');
  await expect(coder.main).toContainText('a web page (its licence page, perhaps, not the download)');
  await coder.choose(await zip('notes.zip', { 'notes.txt': 'a note' }));
  await expect(coder.main.getByRole('alert')).toContainText(
    'No format that this version reads was found in “notes.zip”',
  );
  await coder.main.getByText('What this version reads').click();
  await expect(coder.main).toContainText('ICD-10-CM order file');
  await coder.click('Done');
  await expect(coder.heading).toHaveText('Library');
});

test('two editions are compared: new, revised and deleted codes, each with its page', async ({ launch }) => {
  const coder = await begin(await launch({ env: { C2C_TODAY: inForce } }));
  await coder.choose(
    await zip('a.zip', { 'icd10cm_order_2025.txt': yearBefore }),
    await zip('b.zip', { 'icd10cm_order_2026.txt': orderFile }),
  );
  await expect(coder.main.getByText('2 editions in 2 files can be imported')).toBeVisible();
  await coder.click('Import 2 editions');
  await coder.main.getByRole('link', { name: 'What’s new' }).click();
  await expect(coder.heading).toHaveText('What’s new in ICD-10-CM FY2026');
  await expect(coder.main).toContainText('Compared with ICD-10-CM FY2025');
  const rows = coder.main.getByRole('list', { name: 'Changes' }).getByRole('listitem');
  await expect(rows).toHaveCount(3);
  await expect(rows.filter({ hasText: 'A00.9' })).toContainText('was Cholera, not specified');
  await expect(rows.filter({ hasText: 'A00.9' })).toContainText('now Cholera, unspecified');
  await expect(rows.filter({ hasText: 'C4A.0' })).toContainText('New');
  await coder.main.getByRole('button', { name: /Deleted/ }).click();
  await expect(rows).toHaveCount(1);
  await expect(rows).toContainText('A code of the year before');
  await rows.getByRole('link', { name: 'Z99.9' }).click();
  await expect(coder.heading).toContainText('Z99.9');
  await expect(coder.page.getByText(/Not in ICD-10-CM FY2026/).first()).toBeVisible();
  await coder.page.goBack();
  await expect(rows).toHaveCount(1);

  await coder.goTo('Library');
  const held = coder.main.getByRole('table', { name: /ICD-10-CM diagnoses/ });
  await expect(held.getByRole('row').filter({ hasText: 'ICD-10-CM FY2025' })).toContainText(
    'icd10cm_order_2025.txt',
  );
  await coder.main.getByRole('link', { name: 'What’s new in ICD-10-CM diagnoses' }).click();
  await expect(coder.heading).toHaveText('What’s new in ICD-10-CM FY2026');
});

test('files dropped on the window are looked at; the page itself can name no path', async ({ launch }) => {
  const app = await launch({ env: { C2C_TODAY: inForce } });
  const coder = await begin(app);
  const file = await zip('icd10cm-2026.zip', { 'icd10cm_order_2026.txt': orderFile });
  await app.drag([file], 'over');
  await expect(coder.page.getByText('Drop to see what these files are')).toBeVisible();
  await app.drag([file]);
  await expect(coder.heading).toHaveText('Import official files');
  await expect(coder.main.getByRole('button', { name: 'Import 1 edition' })).toBeVisible();
  await expect(coder.page.getByText('Drop to see what these files are')).toHaveCount(0);

  const answers = await app.page.evaluate(async (path) => {
    const bridge: unknown = Reflect.get(window, 'case2code');
    const { invoke } = bridge as { invoke: (name: string, input: unknown) => Promise<unknown> };
    const made = new DragEvent('drop', { dataTransfer: new DataTransfer() });
    made.dataTransfer?.items.add(new File(['x'], path));
    window.dispatchEvent(made);
    return {
      private: await invoke('case2code:dropped', [path]).catch((error: unknown) => String(error)),
      guessed: await invoke('library.inspect', { offer: path }),
    };
  }, file);
  expect(String(answers.private)).toContain('No such channel');
  expect(answers.guessed).toMatchObject({ ok: false, error: { code: 'bad-request' } });
});

test('files that the program is started with are offered, also by a second start', async ({ launch }) => {
  const first = await zip('icd10cm-2026.zip', { 'icd10cm_order_2026.txt': orderFile });
  const second = await zip('hcpcs.zip', { 'HCPC2025_OCT_ANWEB.txt': hcpcs });
  const app = await launch({ env: { C2C_TODAY: inForce }, args: [first] });
  const coder = await begin(app);
  await expect(coder.heading).toHaveText('Import official files');
  await expect(coder.main).toContainText('1 edition in icd10cm-2026.zip can be imported');
  await app.evaluateMain(({ app: own }, path) => {
    own.emit('second-instance', {}, [], '', { paths: [path] });
  }, second);
  await expect(coder.main).toContainText('1 edition in hcpcs.zip can be imported');
});
