import { cpSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { folderPerTest } from '../../../test/fixtures/folder.ts';
import type { DeskOptions } from '../../../test/fixtures/licence-desk.ts';
import { clinicFile, machineFile, rosterFile, startDesk } from '../../../test/fixtures/licence-desk.ts';
import { runCommand } from './run-command.ts';

const folder = folderPerTest();
const start = (options: DeskOptions = {}) => startDesk(folder(), options);
const refused = (code: string) => expect.objectContaining({ code }) as unknown;

describe('a data folder on another computer', () => {
  test('opens nothing, and says why', async () => {
    const { desk } = await start();
    await desk.take(machineFile('DESK-7'), null);
    const copy = join(folder(), 'copy');
    cpSync(join(folder(), 'data'), join(copy, 'data'), { recursive: true });
    const there = await startDesk(copy, { computer: 'DESK-8', keyring: 2 });
    expect(there.desk.account()).toMatchObject({
      isForeign: true,
      removable: null,
      licence: {
        tier: 'guest',
        validity: 'wrong-machine',
        sentence: expect.stringMatching(/another computer/) as string,
      },
    });
    // The keyring alone, or the computer alone, is not enough either.
    const sameRing = await startDesk(join(folder(), 'copy'), { computer: 'DESK-8' });
    expect(sameRing.desk.account().licence.tier).toBe('guest');
  });

  test('an encrypted file does not even open there', async () => {
    const { desk } = await start();
    await desk.take(machineFile('DESK-7', { isEncrypted: true }), 'KEY-1');
    const copy = join(folder(), 'copy');
    cpSync(join(folder(), 'data'), join(copy, 'data'), { recursive: true });
    const there = (await startDesk(copy, { keyring: 2 })).desk.account().licence;
    expect(there).toMatchObject({ tier: 'guest', refused: [{ fault: 'needs-key' }] });
  });
});

describe('without a keyring', () => {
  test('a licence key is forgotten when the program ends; entered again, it opens the file that lies here', async () => {
    const { desk } = await start({ keysKept: false });
    await desk.take(machineFile('DESK-7', { isEncrypted: true }), 'KEY-1');
    expect(desk.account()).toMatchObject({ keysKept: false, licence: { tier: 'licensed' } });
    const { desk: again } = await start({ keysKept: false });
    expect(again.account().licence).toMatchObject({ tier: 'guest', refused: [{ fault: 'needs-key' }] });
    await expect(again.enterKey('KEY-2')).rejects.toEqual(refused('licence-refused'));
    expect((await again.enterKey('KEY-1')).licence.tier).toBe('licensed');
  });
});

describe('--activate', () => {
  const activate = async (text: string, licenceKey: string | null, machineWide: boolean) => {
    const path = join(folder(), 'given.lic');
    writeFileSync(path, text);
    const options = { licenceKey, machineWide, status: false, json: false, out: null };
    const parts = { ...(await start()), print: () => {} };
    expect(await runCommand({ activate: [path], ...options }, parts)).toBe(0);
  };

  test('beside a program that runs: what was brought is not lost by what that one writes', async () => {
    const running = await start();
    await activate(machineFile('DESK-7', { isEncrypted: true }), 'KEY-1', false);
    await running.custody.refresh();
    expect(running.desk.account().licence.tier).toBe('licensed');
    expect((await start()).desk.account().licence.tier).toBe('licensed');
  });

  test.skipIf(process.platform === 'win32')('for everybody, everybody can read', async () => {
    await activate(clinicFile(), null, true);
    const machine = join(folder(), 'machine');
    const [name = ''] = readdirSync(machine);
    const modes = [machine, join(machine, name)].map((path) => statSync(path).mode & 0o777);
    expect(modes).toEqual([0o755, 0o644]);
  });
});

describe('a clinic', () => {
  const machine = (name: string, text: string) => {
    mkdirSync(join(folder(), 'machine'), { recursive: true });
    writeFileSync(join(folder(), 'machine', name), text);
  };

  test('licence and roster in the machine-wide folder open for whoever is named, with nothing to do', async () => {
    machine('northside.lic', clinicFile({ name: 'Northside Clinic' }));
    machine('northside.roster', rosterFile(['NORTHSIDE\\ann', 'NORTHSIDE\\bob']));
    const ann = (await start({ account: 'northside\\Ann' })).desk.account();
    expect(ann.licence).toMatchObject({ tier: 'licensed', name: 'Northside Clinic', people: { named: 2 } });
    expect(ann.removable).toBeNull();
    const eve = (await start({ account: 'NORTHSIDE\\eve' })).desk.account();
    expect(eve.licence).toMatchObject({ tier: 'guest', validity: 'wrong-user' });
  });

  test('an encrypted licence file opens with the key of the policy', async () => {
    machine('northside.lic', clinicFile({ isEncrypted: true }));
    machine('northside.roster', rosterFile(['NORTHSIDE\\ann']));
    expect((await start()).desk.account().licence.tier).toBe('guest');
    const { desk } = await start({ policy: { licenceKey: 'KEY-1' } });
    expect(desk.account().licence.tier).toBe('licensed');
    expect(JSON.stringify(desk.account())).not.toContain('KEY-1');
  });

  test('a licence on a share counts while the share is away, and a newer roster there replaces the older one', async () => {
    const share = join(folder(), 'share');
    mkdirSync(share);
    writeFileSync(join(share, 'clinic.lic'), clinicFile());
    writeFileSync(join(share, 'clinic.roster'), rosterFile(['NORTHSIDE\\ann']));
    const policy = { licenceFile: share };
    const first = await start({ policy });
    await first.custody.copyShare();
    expect(first.desk.account().licence.tier).toBe('licensed');
    writeFileSync(join(share, 'clinic.roster'), rosterFile(['NORTHSIDE\\bob'], { serial: 2 }));
    await first.custody.copyShare();
    expect(first.desk.account().licence).toMatchObject({ tier: 'guest', validity: 'wrong-user' });
    rmSync(share, { recursive: true });
    const later = await start({ policy, account: 'NORTHSIDE\\bob' });
    await later.custody.copyShare();
    expect(later.desk.account().licence.tier).toBe('licensed');
    expect(later.log.join()).toContain('its last copy counts');
  });
});
