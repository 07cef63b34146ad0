import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { SaxesParser } from 'saxes';
import { describe, expect, test } from 'vitest';
import { folderPerTest } from '../../../test/fixtures/folder.ts';
import { machineFolder } from './machine-folder.ts';
import { parsePolicy, policySchema } from './policy.ts';
import type { PolicySources } from './read-policy.ts';
import { readPolicy } from './read-policy.ts';
import { parseRegistry, policyOfRegistry, registryValues } from './registry.ts';

const folder = folderPerTest();
const templates = fileURLToPath(new URL('../../../resources/policy/', import.meta.url));
const example: unknown = JSON.parse(readFileSync(join(templates, 'policy.example.json'), 'utf8'));

/** What reg.exe prints, with its blank lines and four spaces. */
const registry = (lines: string) => `\r\n${lines.replaceAll('\n', '\r\n')}\r\n\r\n`;
const root = 'HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Case2Code';

const read = (queried: string | null = null, changes: Partial<PolicySources> = {}) =>
  readPolicy({
    folder: folder(),
    queryRegistry: () => Promise.resolve(queried),
    checkOwner: false,
    platform: 'linux',
    windowsOwners: () => Promise.reject(new Error('asked on another system')),
    ...changes,
  });
const write = (text: string, mode = 0o644) => {
  const file = join(folder(), 'policy.json');
  writeFileSync(file, text);
  chmodSync(file, mode);
  return file;
};

describe('policy.json', () => {
  test('the example that ships is right, whole', () => {
    const { policy, problems } = parsePolicy(example, 'policy.json');
    expect(problems).toEqual([]);
    expect(policy).toEqual(example);
  });

  test('one mistake costs its own field and is named; the rest holds', async () => {
    write(
      JSON.stringify({
        ...(example as object),
        updateFeed: 'http://plain.example',
        assistent: false,
        proxy: { mode: 'fixed', server: 'not a server' },
        activation: { address: 'https://keys.example' },
      }),
    );
    const { policy, problems, from } = await read();
    expect(Object.keys(policy).toSorted()).toEqual(
      ['assistant', 'licenceFile', 'notesShare', 'organization', 'systems', 'updates'].toSorted(),
    );
    expect(problems.map(({ field }) => field).toSorted()).toEqual(
      ['activation.account', 'assistent', 'proxy.server', 'updateFeed'].toSorted(),
    );
    expect(from.assistant).toBe(join(folder(), 'policy.json'));
  });

  test('a byte order mark is no mistake', async () => {
    write(`\uFEFF${JSON.stringify({ organization: 'Praxis Süd' })}`);
    expect((await read()).policy).toEqual({ organization: 'Praxis Süd' });
  });

  test.each([
    ['{"organization":', /no valid JSON/],
    ['[]', /not a JSON object/],
    ['"x"', /not a JSON object/],
    [`{"organization":"${'x'.repeat(200_000)}"}`, /too long/],
  ])('%.20s is told and nothing of it is used', async (text, words) => {
    write(text);
    const { policy, problems } = await read();
    expect(policy).toEqual({});
    expect(problems).toHaveLength(1);
    expect(problems[0]?.message).toMatch(words);
  });

  test('none at all is no problem', async () => {
    expect(await read()).toEqual({ policy: {}, from: {}, problems: [] });
  });

  test('a file that any user can change is not obeyed', async () => {
    write(JSON.stringify({ assistant: true }), 0o666);
    const { policy, problems } = await read(null, { checkOwner: true });
    expect(policy).toEqual({});
    expect(problems[0]?.message).toMatch(/not administrators can change it/);
  });

  test.each([
    ['administrators', ['S-1-5-32-544', 'S-1-5-18'], true],
    ['a user’s file', ['S-1-5-32-544', 'S-1-5-21-1-2-3-1001'], false],
    ['a user’s folder', ['S-1-5-21-1-2-3-1001', 'S-1-5-32-544'], false],
    ['one answer of two', ['S-1-5-32-544'], false],
    ['no answer', null, false],
  ])('on Windows, owned as said by %s', async (_what, owners, isUsed) => {
    write(JSON.stringify({ assistant: true }), 0o666);
    const windowsOwners = () => (owners ? Promise.resolve(owners) : Promise.reject(new Error('blocked')));
    const { policy, problems } = await read(null, { checkOwner: true, platform: 'win32', windowsOwners });
    expect(policy).toEqual(isUsed ? { assistant: true } : {});
    expect(problems.map(({ message }) => /belong to the administrators/.test(message))).toEqual(
      isUsed ? [] : [true],
    );
  });

  test('any JSON at all gives a policy, and every field of it is one of the schema', () => {
    const names = Object.keys(policySchema.shape);
    const raw = fc.oneof(
      fc.jsonValue(),
      fc.dictionary(fc.constantFrom(...names, '__proto__', 'constructor'), fc.jsonValue()),
    );
    fc.assert(
      fc.property(raw, (value) => {
        const { policy } = parsePolicy(value, 'x');
        expect(policySchema.safeParse(policy).success).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});

describe('group policy', () => {
  const output = registry(`${root}
    Organization    REG_SZ    Northside Clinic  of the North
    Assistant    REG_DWORD    0x0
    Updates    REG_DWORD    0x1
    Systems    REG_MULTI_SZ    icd10cm\\0cpt\\0hcpcs

${root}\\Activation
    Address    REG_SZ    https://keys.northside.example
    Account    REG_SZ    northside
    FileDays    REG_DWORD    0x1e

${root}\\Proxy
    Mode    REG_SZ    fixed
    Server    REG_SZ    proxy.northside.example:3128`);

  test('reads as policy.json would', async () => {
    const { policy, problems, from } = await read(output);
    expect(problems).toEqual([]);
    expect(policy).toEqual({
      organization: 'Northside Clinic  of the North',
      assistant: false,
      updates: true,
      systems: ['icd10cm', 'cpt', 'hcpcs'],
      activation: { address: 'https://keys.northside.example', account: 'northside', fileDays: 30 },
      proxy: { mode: 'fixed', server: 'proxy.northside.example:3128' },
    });
    expect(from.assistant).toBe('HKLM\\SOFTWARE\\Policies\\Case2Code');
  });

  test('goes before the file, field by field', async () => {
    write(JSON.stringify({ organization: 'From the file', notesShare: '\\\\files\\notes' }));
    const { policy } = await read(output);
    expect(policy.organization).toBe('Northside Clinic  of the North');
    expect(policy.notesShare).toBe('\\\\files\\notes');
  });

  test('what is wrong in it is named, also a value of no known name', async () => {
    const { policy, problems } = await read(
      registry(`${root}
    Assistant    REG_SZ    perhaps
    Colour    REG_SZ    red`),
    );
    expect(policy).toEqual({});
    expect(problems.map(({ field }) => field)).toEqual(['assistant', 'colour']);
  });

  test('a registry that cannot be read is told; the file still holds', async () => {
    write(JSON.stringify({ assistant: false }));
    const queryRegistry = () => Promise.reject(new Error('reg.exe is blocked'));
    const managed = await read(null, { queryRegistry });
    expect(managed.policy).toEqual({ assistant: false });
    expect(managed.problems[0]?.message).toMatch(/registry could not be read/);
  });

  test('other keys and broken lines in the answer are passed over', () => {
    const values = parseRegistry(
      registry(`HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Case2CodeOther
    Assistant    REG_DWORD    0x1
ERROR: something
    Half a line`),
    );
    expect([...values]).toEqual([]);
  });

  test('any output gives a policy', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        parsePolicy(policyOfRegistry(parseRegistry(`${root}\n${text}`)), 'x');
        parsePolicy(policyOfRegistry(parseRegistry(`${root}\n    Systems    REG_SZ    ${text}`)), 'x');
      }),
      { numRuns: 300 },
    );
  });
});

describe('the ADMX template', () => {
  const admx = elements('case2code.admx');
  const adml = elements('en-US/case2code.adml');
  const key = 'SOFTWARE\\Policies\\Case2Code';

  test('sets exactly the values that are read', () => {
    let subkey = '';
    const set: string[] = [];
    for (const { name, attributes } of admx) {
      if (name === 'policy') {
        expect(attributes['class']).toBe('Machine');
        subkey = (attributes['key'] ?? '').replace(key, '').replace('\\', '');
      }
      const value = attributes['valueName'];
      if (value !== undefined) set.push(subkey === '' ? value : `${subkey}\\${value}`);
    }
    expect(set.toSorted()).toEqual(registryValues.map(({ name }) => name).toSorted());
  });

  test('every field of a policy can be set by it', () => {
    const fields = new Set(registryValues.map(({ field }) => field.replace(/\..*/, '')));
    expect([...fields].toSorted()).toEqual(Object.keys(policySchema.shape).toSorted());
  });

  test('every string and presentation it names is in its language file, and none besides', () => {
    const named = (kind: string) =>
      admx.flatMap(({ attributes }) =>
        Object.values(attributes).flatMap(
          (value) => new RegExp(`^\\$\\(${kind}\\.(.+)\\)$`).exec(value)?.[1] ?? [],
        ),
      );
    const held = (name: string) =>
      adml.filter((one) => one.name === name).flatMap(({ attributes }) => attributes['id'] ?? []);
    expect([...new Set(named('string'))].toSorted()).toEqual(held('string').toSorted());
    expect(named('presentation').toSorted()).toEqual(held('presentation').toSorted());
    const ids = admx.flatMap(({ attributes, name }) => (name === 'policy' ? [] : (attributes['id'] ?? [])));
    const references = adml.flatMap(({ attributes }) => attributes['refId'] ?? []);
    expect(references.toSorted()).toEqual(ids.toSorted());
  });
});

test.each([
  ['win32', 'D:\\ProgramData', 'D:\\ProgramData\\Case2Code'],
  ['darwin', '', '/Library/Application Support/Case2Code'],
  ['linux', '', '/etc/case2code'],
] as const)('the machine-wide folder of %s (%s) is %s', (platform, programData, expected) => {
  expect(machineFolder(platform, programData)).toBe(expected);
});

function elements(file: string): { name: string; attributes: Record<string, string> }[] {
  const found: { name: string; attributes: Record<string, string> }[] = [];
  const parser = new SaxesParser();
  parser.on('opentag', ({ name, attributes }) => found.push({ name, attributes }));
  parser.write(readFileSync(join(templates, file), 'utf8')).close();
  return found;
}
