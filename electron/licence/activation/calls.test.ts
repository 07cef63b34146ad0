import { beforeEach, describe, expect, test } from 'vitest';
import { desk, keygenPerTest, opened, reasonOf } from '../../../test/fixtures/keygen.ts';
import { endpointSchema } from './endpoint.ts';
import { Keygen } from './keygen.ts';
import { activateOnline, keyOfUser, refreshOnline } from './online.ts';

const talk = keygenPerTest();

describe('the calls', () => {
  test('validate → machine → check-out, and what comes back opens with the key and this fingerprint', async () => {
    const licence = talk().server.licence({ entitlements: ['CPT'], metadata: { contentKeys: [] } });
    const activated = await talk().activate(licence.key);
    expect(talk().paths()).toEqual([
      'POST licenses/actions/validate-key',
      'POST machines',
      'POST machines/{id}/actions/check-out',
    ]);
    expect(activated).toMatchObject({
      licenceId: licence.id,
      machineId: talk().server.state.machines[0]?.id,
      heartbeat: null,
    });
    const document = opened(activated.file, `${licence.key}${desk.fingerprint}`) as {
      data: { attributes: object };
      included: { type: string }[];
      meta: { ttl: number | null };
    };
    expect(document.data.attributes).toMatchObject({ fingerprint: desk.fingerprint, name: 'DESK-7' });
    expect(document.included.map(({ type }) => type)).toEqual(['licenses', 'entitlements']);
    expect(document.meta.ttl).toBeNull();
  });

  test('a computer that is active already is found again, not made twice', async () => {
    const licence = talk().server.licence();
    const first = await talk().activate(licence.key);
    const second = await talk().activate(licence.key);
    expect(second.machineId).toBe(first.machineId);
    expect(talk().server.state.machines).toHaveLength(1);
  });

  test('the key goes only where it must: not with the validation, and in no address', async () => {
    const licence = talk().server.licence();
    await talk().activate(licence.key);
    expect(talk().server.served.map(({ authorization }) => authorization)).toEqual([
      '',
      `License ${licence.key}`,
      `License ${licence.key}`,
    ]);
    expect(talk().server.served.some(({ path }) => path.includes(licence.key))).toBe(false);
  });

  test('where the policy asks for a heartbeat, the computer is alive before its file is made', async () => {
    const licence = talk().server.licence({ requireHeartbeat: true });
    expect((await talk().activate(licence.key)).heartbeat).toBe(600);
    expect(talk().paths()).toContain('POST machines/{id}/actions/ping');
    expect((await talk().activate(licence.key)).machineId).toBe(talk().server.state.machines[0]?.id);
  });

  test('a file holds as long as the endpoint says', async () => {
    const licence = talk().server.licence();
    const endpoint = { ...talk().endpoint, fileDays: 30 };
    const { machineId, file } = await activateOnline(talk().parts, endpoint, {
      key: licence.key,
      machine: desk,
    });
    const read = opened(file, `${licence.key}${desk.fingerprint}`) as { meta: { ttl: number } };
    expect(read.meta.ttl).toBe(30 * 86_400);
    expect(await refreshOnline(talk().parts, endpoint, { key: licence.key, machineId })).toContain(
      'MACHINE FILE',
    );
  });

  test('deactivated, the licence is free for another computer; a second time is no error', async () => {
    const licence = talk().server.licence();
    const { machineId } = await talk().activate(licence.key);
    const other = { ...desk, fingerprint: 'e'.repeat(64) };
    const there = () => activateOnline(talk().parts, talk().endpoint, { key: licence.key, machine: other });
    expect(await reasonOf(there())).toBe('too-many-machines');
    const keygen = new Keygen(talk().parts, talk().endpoint);
    await keygen.deactivate(licence.key, machineId);
    await keygen.deactivate(licence.key, machineId);
    expect((await there()).licenceId).toBe(licence.id);
  });

  test('a ping tells that the computer was deactivated elsewhere, or given up', async () => {
    const licence = talk().server.licence({ requireHeartbeat: true });
    const { machineId } = await talk().activate(licence.key);
    const keygen = new Keygen(talk().parts, talk().endpoint);
    const [served] = talk().server.state.machines;
    if (served) served.isDead = true;
    expect(await reasonOf(keygen.ping(licence.key, machineId))).toBe('heartbeat-dead');
    talk().server.state.machines.length = 0;
    expect(await reasonOf(keygen.ping(licence.key, machineId))).toBe('machine-gone');
  });
});

describe('accounts', () => {
  beforeEach(() => talk().server.state.openPolicies.add('free'));
  const user = { email: 'Coder@Clinic.example', password: 'a long one: yes' };
  const key = (isNew: boolean, changes: object = {}) =>
    keyOfUser(talk().parts, talk().endpoint, { ...user, isNew, ...changes });

  test('register makes an account and its licence under the open policy; signing in finds the same one', async () => {
    const first = await key(true);
    expect(first).toMatch(/^FREE-/);
    expect(talk().paths()).toEqual([
      'POST users',
      'POST tokens',
      'GET licenses?limit=100&product=desktop',
      'POST licenses',
    ]);
    expect(await key(false)).toBe(first);
    expect(talk().server.state.licences).toHaveLength(1);
    expect((await talk().activate(first)).key).toBe(first);
  });

  test('a licence that was bought goes before the free one, and one that is good before one that is not', async () => {
    await key(true);
    const owner = talk().server.state.users[0]?.id ?? '';
    talk().server.licence({ owner, status: 'EXPIRED', key: 'OLD' });
    const bought = talk().server.licence({ owner, key: 'BOUGHT' });
    expect(await key(false)).toBe('BOUGHT');
    bought.status = 'SUSPENDED';
    expect(await key(false)).toMatch(/^FREE-/);
  });

  test('what is refused is told apart', async () => {
    await key(true);
    expect(await reasonOf(key(true))).toBe('email-taken');
    expect(await reasonOf(key(false, { password: 'wrong' }))).toBe('sign-in-wrong');
    expect(await reasonOf(key(true, { email: 'coder' }))).toBe('email-wrong');
    expect(await reasonOf(key(true, { email: 'b@clinic.example', password: 'abc' }))).toBe('password-wrong');
    talk().server.state.openPolicies.clear();
    expect(await reasonOf(key(true, { email: 'c@clinic.example' }))).toBe('registration-closed');
    talk().server.state.isOpen = false;
    expect(await reasonOf(key(true, { email: 'd@clinic.example' }))).toBe('registration-closed');
  });

  test('an account whose answer was lost is not asked for twice, and still ends in its licence', async () => {
    talk().server.misbehave({ path: /^users/, how: 'lost' });
    expect(await key(true)).toMatch(/^FREE-/);
    expect(
      talk()
        .paths()
        .filter((path) => path === 'POST users'),
    ).toHaveLength(1);
  });

  test('a licence is never made twice', async () => {
    talk().server.misbehave({ path: /^licenses$/, how: 'lost' });
    expect(await reasonOf(key(true))).toBe('down');
    expect(await key(false)).toMatch(/^FREE-/);
    expect(talk().server.state.licences).toHaveLength(1);
  });
});

test.each([
  ['https://api.keygen.sh', true],
  ['https://licences.clinic.example:8443/keygen', true],
  ['http://127.0.0.1:3000', true],
  ['http://licences.clinic.example', false],
  ['file:///etc/passwd', false],
  ['javascript:alert(1)', false],
  ['', false],
])('an endpoint at %j is taken: %s', (address, taken) => {
  expect(endpointSchema.safeParse({ address, account: 'vendor' }).success).toBe(taken);
});
