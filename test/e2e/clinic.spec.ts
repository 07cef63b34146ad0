import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { clinicFile, machineFile, rosterFile } from '../fixtures/licence-desk.ts';
import { Account, desk, filesIn } from './account.ts';
import { runProgram } from './driver/command.ts';
import { expect, test } from './driver/test.ts';

const issued = '2026-01-10T00:00:00.000Z';
const licence = clinicFile({ name: 'Northside Clinic', issued, expiry: '2027-01-31T00:00:00.000Z' });
const roster = rosterFile(['NORTHSIDE\\ann', 'NORTHSIDE\\bob'], { issued });
const policy = JSON.stringify({
  organization: 'Northside Clinic',
  systems: ['icd10cm'],
  assistant: false,
  proxy: { mode: 'direct' },
});

test('a scripted roll-out starts activated with no click, and the status tells it', async ({
  launch,
}, info) => {
  const image = filesIn(info.outputPath('image'), { 'clinic.lic': licence, 'clinic.roster': roster });
  const machineFolder = filesIn(info.outputPath('machine'), { 'policy.json': policy });
  const userData = info.outputPath('profile');
  const env = desk('DESK-1', '2026-01-15', { machineFolder, person: 'NT AUTHORITY\\SYSTEM' });

  // The installer's script, as an account that no roster names.
  const files = ['--activate', join(image, 'clinic.lic'), '--activate', join(image, 'clinic.roster')];
  const installed = await runProgram(info.outputPath('system'), [...files, '--machine-wide'], env);
  expect(installed).toMatchObject({ exitCode: 0 });
  expect(readdirSync(machineFolder).toSorted()).toHaveLength(3);

  // A clean profile of a named person.
  const ann = desk('DESK-1', '2026-01-15', { machineFolder });
  const app = await launch({ userData, env: ann });
  const user = await new Account(app).ready();
  await user.expectTier('Licensed');
  // The profile: only the systems that the clinic chose are searched at first.
  await user.search('99213');
  await expect(user.page.getByRole('button', { name: /ICD-10-CM diagnosis/ })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
  await expect(user.page.getByRole('button', { name: /CPT® procedure/ })).toHaveAttribute(
    'aria-pressed',
    'false',
  );
  await user.open();
  await expect(user.main).toContainText('Northside Clinic');
  await expect(user.main).toContainText('Managed by Northside Clinic');
  await app.close();

  const out = info.outputPath('status.json');
  const told = await runProgram(userData, ['--status', '--json', '--out', out], ann);
  expect(told.exitCode).toBe(0);
  expect(JSON.parse(readFileSync(out, 'utf8'))).toMatchObject({
    format: 'case2code status',
    version: 1,
    exitCode: 0,
    tier: 'licensed',
    validity: 'active',
    name: 'Northside Clinic',
    expires: '2027-01-31',
    people: { named: 2 },
    person: 'NORTHSIDE\\ann',
    managed: { organization: 'Northside Clinic', problems: [] },
  });

  const eve = await runProgram(info.outputPath('eve'), ['--status'], {
    ...ann,
    C2C_PERSON: 'NORTHSIDE\\eve',
  });
  expect(eve.exitCode).toBe(14);
  expect(eve.output).toContain('you are not among them');
});

test('what a deployment tool does wrong has an exit code and a sentence, and installs nothing', async ({
  denied: _denied,
}, info) => {
  const machineFolder = filesIn(info.outputPath('machine'), {});
  const env = desk('DESK-1', '2026-01-15', { machineFolder });
  const image = filesIn(info.outputPath('image'), {
    'other.lic': machineFile('DESK-9', { issued }),
    'letter.lic': 'Dear Ann,',
    'secret.lic': clinicFile({ issued, isEncrypted: true }),
  });
  const run = (...args: string[]) => runProgram(info.outputPath('profile'), args, env);
  expect(await run('--status')).toMatchObject({ exitCode: 10 });
  expect(await run('--activate')).toMatchObject({ exitCode: 2 });
  expect(await run('--activate', join(image, 'none.lic'))).toMatchObject({ exitCode: 1 });
  for (const [name, words] of [
    ['other.lic', 'another computer'],
    ['letter.lic', 'no licence'],
    ['secret.lic', 'licence key'],
  ] as const) {
    const refused = await run('--activate', join(image, name), '--machine-wide');
    expect(refused.exitCode).toBe(16);
    expect(refused.output).toContain(words);
  }
  expect(readdirSync(machineFolder)).toEqual([]);
  const keyed = await run(
    '--activate',
    join(image, 'secret.lic'),
    '--licence-key',
    'KEY-1',
    '--machine-wide',
  );
  expect(keyed).toMatchObject({ exitCode: 0 });
  expect(existsSync(machineFolder) && readdirSync(machineFolder)).toHaveLength(1);
});
