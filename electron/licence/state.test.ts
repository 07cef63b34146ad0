import { expect, test } from 'vitest';
import {
  licenceDocument,
  licenceKey,
  machineDocument,
  makeSigner,
  rosterDocument,
  sealFile,
} from '../../test/fixtures/keygen-files.ts';
import type { Wanted } from '../../test/fixtures/keygen-files.ts';
import { evidence, fingerprint, issued, signer } from '../../test/fixtures/licence-evidence.ts';
import { wrapContentKey } from './content-key.ts';
import { freshMemory, withDeactivated } from './memory.ts';
import { evaluate } from './state.ts';
import type { Evidence } from './state.ts';

const machine = (wanted: Partial<Wanted> = {}, on = fingerprint): string =>
  sealFile('MACHINE', machineDocument({ issued, ...wanted }, on), signer);
const licence = (wanted: Partial<Wanted> = {}): string =>
  sealFile('LICENSE', licenceDocument({ issued, ...wanted }), signer);
const stateOf = (texts: string[], changes: Partial<Evidence> = {}) =>
  evaluate(evidence(texts, changes)).state;
const at = (time: string) => ({ now: Date.parse(time) });

test('without files a copy is a guest’s', () => {
  expect(stateOf([])).toMatchObject({ tier: 'guest', validity: 'none', entitlements: [], warnings: [] });
});

test('a machine file for this computer opens what its licence names', () => {
  expect(stateOf([machine()])).toMatchObject({
    tier: 'licensed',
    validity: 'active',
    name: 'A clinic',
    expires: '2027-11-01',
    entitlements: ['CPT', 'PAGES'],
    warnings: [],
    refused: [],
  });
});

test('an encrypted machine file needs the licence key, and this computer', () => {
  const sealed = (on: string) =>
    sealFile('MACHINE', machineDocument({ issued }, on), signer, licenceKey + on);
  expect(stateOf([sealed(fingerprint)], { licenceKeys: ['other', licenceKey] }).validity).toBe('active');
  expect(stateOf([sealed(fingerprint)])).toMatchObject({
    validity: 'none',
    refused: [{ fault: 'needs-key' }],
  });
  expect(stateOf([sealed('cd'.repeat(32))], { licenceKeys: [licenceKey] })).toMatchObject({
    validity: 'wrong-machine',
    refused: [{ fault: 'wrong-key' }],
  });
});

test('a machine file of another computer opens nothing and says so', () => {
  const state = stateOf([machine({}, 'cd'.repeat(32))]);
  expect(state).toMatchObject({ tier: 'guest', validity: 'wrong-machine', entitlements: [] });
  expect(state.sentence).toContain('another computer');
});

test('a licence file alone does not activate a computer', () => {
  expect(stateOf([licence()])).toMatchObject({ tier: 'guest', validity: 'wrong-machine' });
  const encrypted = sealFile('LICENSE', licenceDocument({ issued }), signer, licenceKey);
  expect(stateOf([encrypted], { licenceKeys: [licenceKey] }).validity).toBe('wrong-machine');
});

test('a licence without entitlements is a free account', () => {
  expect(stateOf([machine({ entitlements: [] })])).toMatchObject({ tier: 'registered', validity: 'active' });
});

test('several licences open together what each opens', () => {
  const suite = machine({ id: 'suite', entitlements: ['PAGES'] });
  const ended = machine({ id: 'old', entitlements: ['CPT'], expiry: '2026-01-01T00:00:00Z' });
  const edits = machine({ id: 'edits', entitlements: ['NCCI'] });
  expect(stateOf([ended, suite, edits]).entitlements).toEqual(['NCCI', 'PAGES']);
});

test('a licence ends with grace, then nothing is open, and the person stays registered', () => {
  const file = machine({ expiry: '2026-11-30T00:00:00Z', ttl: null });
  const seen = (time: string) => {
    const { validity, tier, entitlements, graceEnds } = stateOf([file], at(time));
    return [validity, tier, entitlements.length, graceEnds];
  };
  expect(seen('2026-11-29T00:00:00Z')).toEqual(['active', 'licensed', 2, null]);
  expect(seen('2026-12-01T00:00:00Z')).toEqual(['grace', 'licensed', 2, '2026-12-14']);
  expect(seen('2026-12-15T00:00:00Z')).toEqual(['expired', 'registered', 0, '2026-12-14']);
});

test('the file’s own end counts only with a life of its own', () => {
  const month = machine({ ttl: 30 * 86_400, metadata: { graceDays: 0 } });
  expect(stateOf([month], at('2026-11-28T00:00:00Z'))).toMatchObject({
    validity: 'active',
    warnings: [{ kind: 'file-renewal-due', days: 4 }],
  });
  expect(stateOf([month], at('2026-12-02T00:00:00Z')).validity).toBe('expired');
  expect(stateOf([machine({ ttl: null })], at('2027-10-01T00:00:00Z')).validity).toBe('active');
});

test('renewal is spoken of in the last 30 days', () => {
  const file = machine({ expiry: '2027-03-01T00:00:00Z' });
  const days = ['2027-01-20', '2027-02-01', '2027-02-20', '2027-02-27'].map(
    (day) =>
      stateOf([file], at(`${day}T00:00:00Z`)).warnings.find(({ kind }) => kind === 'renewal-due')?.days,
  );
  expect(days).toEqual([undefined, 28, 9, 2]);
});

test('a suspended licence opens nothing', () => {
  expect(stateOf([machine({ suspended: true })])).toMatchObject({ validity: 'suspended', entitlements: [] });
});

test('a newer suspended file suspends the older ones, also when it is gone again, until a newer one comes', () => {
  const revoked = licence({ suspended: true, issued: '2026-11-10T00:00:00Z' });
  const told = evaluate(evidence([machine(), revoked]));
  expect(told.state).toMatchObject({ validity: 'suspended', entitlements: [] });
  const after = { memory: told.memory };
  expect(stateOf([machine()], after)).toMatchObject({ validity: 'suspended', entitlements: [] });
  expect(stateOf([machine({ issued: '2026-11-12T00:00:00Z' })], after).validity).toBe('active');
});

test('what a licence opens is what the newest of its files says', () => {
  const fewer = licence({ entitlements: ['PAGES'], issued: '2026-11-10T00:00:00Z' });
  expect(stateOf([machine(), fewer])).toMatchObject({ validity: 'active', entitlements: ['PAGES'] });
});

test('what is no file, changed, foreign, from the future or otherwise signed is told by name', () => {
  const text = machine();
  const cases: [string, string, string][] = [
    ['hello', 'none', 'not-a-file'],
    [`${text}${'x'.repeat(1 << 20)}`, 'none', 'too-large'],
    [
      sealFile('MACHINE', machineDocument({ issued }, fingerprint), makeSigner()),
      'tampered',
      'bad-signature',
    ],
    [
      sealFile('MACHINE', {}, signer, undefined, { alg: 'base64+rsa-sha256' }),
      'none',
      'unsupported-algorithm',
    ],
    [sealFile('MACHINE', {}, signer, undefined, { prefix: 'license' }), 'tampered', 'bad-signature'],
    [sealFile('MACHINE', { data: {} }, signer), 'tampered', 'damaged'],
    [machine({ issued: '2026-11-20T12:06:00Z' }), 'none', 'issued-in-future'],
    [machine({ issued: '2025-11-20T12:06:00Z' }), 'tampered', 'key-not-in-force'],
  ];
  for (const [given, validity, fault] of cases) {
    const state = stateOf([given]);
    expect([state.tier, state.validity, state.refused[0]?.fault]).toEqual(['guest', validity, fault]);
  }
  expect(stateOf([machine({ issued: '2026-11-20T12:04:00Z' })]).validity).toBe('active');
});

test('a licence taken off this computer stays off until a newer file comes', () => {
  const memory = withDeactivated(
    freshMemory,
    '5224caee-595b-44cc-bac9-d01787642bac',
    Date.parse('2026-11-10'),
  );
  expect(stateOf([machine()], { memory })).toMatchObject({
    tier: 'guest',
    refused: [{ fault: 'deactivated' }],
  });
  expect(stateOf([machine({ issued: '2026-11-12T00:00:00Z' })], { memory }).validity).toBe('active');
});

const people = { metadata: { binding: 'people' } };
const roster = (serial: number, ...accounts: string[]): string =>
  sealFile(
    'ROSTER',
    rosterDocument(
      serial,
      accounts.map((account) => ({ account })),
      issued,
    ),
    signer,
  );

test('a licence for named people opens to them, on any computer, by account or e-mail', () => {
  expect(stateOf([licence(people), roster(1, 'clinic\\AJones')])).toMatchObject({
    tier: 'licensed',
    people: { named: 1, seats: null },
  });
  const byMail = sealFile('ROSTER', rosterDocument(1, [{ email: 'a.jones@clinic.example' }], issued), signer);
  const person = { account: 'x', email: 'A.Jones@clinic.example' };
  expect(stateOf([licence(people), byMail], { person }).validity).toBe('active');
  expect(stateOf([licence(people), byMail]).validity).toBe('wrong-user');
  expect(stateOf([licence(people)]).sentence).toContain('list of them is not here');
});

test('a licence for named people asks for its people also where its file names this computer', () => {
  expect(stateOf([machine(people)])).toMatchObject({ tier: 'guest', validity: 'wrong-user' });
  expect(stateOf([machine(people), roster(1, 'CLINIC\\ajones')]).validity).toBe('active');
  expect(stateOf([machine(people, 'cd'.repeat(32)), roster(1, 'CLINIC\\ajones')]).validity).toBe(
    'wrong-machine',
  );
});

test('whoever is revoked from a day on is out on that day', () => {
  const gone = rosterDocument(1, [{ account: 'CLINIC\\ajones', revoked: '2026-11-20' }], issued);
  const files = [licence(people), sealFile('ROSTER', gone, signer)];
  expect(stateOf(files, at('2026-11-19T12:00:00Z')).validity).toBe('active');
  const state = stateOf(files);
  expect(state.validity).toBe('wrong-user');
  expect(state.sentence).toContain('no longer');
});

test('an older roster put back names its people for a while, and is told', () => {
  const files = (serial: number) => [licence(people), roster(serial, 'CLINIC\\ajones')];
  const { memory } = evaluate(evidence(files(7)));
  const back = evaluate(evidence(files(6), { memory }));
  expect(back.state).toMatchObject({ validity: 'grace', warnings: [{ kind: 'roster-replaced', days: 14 }] });
  const later = evaluate(evidence(files(6), { memory: back.memory, ...at('2026-12-06T00:00:00Z') }));
  expect(later.state.validity).toBe('wrong-user');
  const renewed = evaluate(evidence(files(7), { memory: later.memory, ...at('2026-12-07T00:00:00Z') }));
  expect(renewed.state.validity).toBe('active');
});

test('more names than the licence has room for are told, and an old roster', () => {
  const files = [licence({ ...people, maxUsers: 1 }), roster(1, 'CLINIC\\ajones', 'CLINIC\\b')];
  expect(stateOf(files, at('2027-03-01T00:00:00Z')).warnings.map(({ kind }) => kind)).toEqual([
    'roster-old',
    'too-many-people',
  ]);
});

test('content keys are open as long as their licence is', () => {
  const key = Buffer.alloc(32, 7);
  const contentKeys = [
    wrapContentKey(licenceKey, { pack: 'cpt-2027', kid: 'k1' }, key),
    wrapContentKey('another licence', { pack: 'cpt-2028', kid: 'k2' }, key),
  ];
  const file = machine({ metadata: { contentKeys }, expiry: '2026-11-30T00:00:00Z' });
  expect(evaluate(evidence([file])).contentKeys).toEqual(new Map([['k1', key]]));
  expect(evaluate(evidence([file], at('2027-01-01T00:00:00Z'))).contentKeys.size).toBe(0);
});
