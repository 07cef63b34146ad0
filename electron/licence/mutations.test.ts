import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  armor,
  licenceDocument,
  licenceKey,
  machineDocument,
  makeSigner,
  rosterDocument,
  sealFile,
  signedKey,
} from '../../test/fixtures/keygen-files.ts';
import { evidence, fingerprint, issued, signer, trusting } from '../../test/fixtures/licence-evidence.ts';
import { openSignedKey } from './signed-key.ts';
import { evaluate } from './state.ts';

const document = machineDocument({ issued }, fingerprint);
const plain = sealFile('MACHINE', document, signer);
const sealed = sealFile('MACHINE', document, signer, licenceKey + fingerprint);
const runs = { numRuns: 1500 };

/** Nothing that is not exactly a file of the vendor's may open anything, or throw. */
function opened(text: string): boolean {
  const { state, contentKeys } = evaluate(evidence([text], { licenceKeys: [licenceKey] }));
  const isOpen = state.tier !== 'guest' || state.entitlements.length > 0 || contentKeys.size > 0;
  expect(isOpen || state.refused.length === 1).toBe(true);
  return isOpen;
}
const fault = (text: string) => {
  const { state } = evaluate(evidence([text], { licenceKeys: [licenceKey] }));
  return [state.validity, state.refused[0]?.fault];
};
const parts = (text: string): Record<string, string> =>
  JSON.parse(Buffer.from(text.replaceAll(/-----.*-----|\n/g, ''), 'base64').toString()) as Record<
    string,
    string
  >;

test('both forms open unchanged', () => {
  expect([plain, sealed].map(opened)).toEqual([true, true]);
});

test('one bit changed anywhere in a file', () => {
  fc.assert(
    fc.property(fc.constantFrom(plain, sealed), fc.nat(), (text, at) => {
      const bytes = Buffer.from(text);
      // A last line break may be missing or doubled by any editor.
      const bit = at % ((bytes.length - 1) * 8);
      bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(opened(bytes.toString('latin1'))).toBe(false);
    }),
    runs,
  );
});

test('one bit changed in the payload or the signature', () => {
  const envelopes = [parts(plain), parts(sealed)];
  fc.assert(
    fc.property(fc.nat(1), fc.constantFrom('enc', 'sig'), fc.nat(), (which, name, at) => {
      const envelope = envelopes[which] ?? {};
      const bytes = Buffer.from(envelope[name] ?? '', 'latin1');
      const bit = at % (bytes.length * 8);
      bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      const changed = JSON.stringify({ ...envelope, [name]: bytes.toString('latin1') });
      expect(fault(armor('MACHINE', changed))).toEqual(['tampered', 'bad-signature']);
    }),
    runs,
  );
});

test('a file cut, doubled, or with something put into it', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(plain, sealed),
      fc.nat(),
      fc.string({ minLength: 1, maxLength: 40, unit: 'binary' }),
      fc.constantFrom('cut', 'doubled', 'put'),
      (text, place, words, how) => {
        const at = place % (text.length - 2);
        const changed = {
          cut: text.slice(0, at),
          doubled: text.slice(0, at) + text,
          put: text.slice(0, at) + words + text.slice(at),
        }[how];
        // Line breaks are an editor's, not the vendor's; what lies around the file is no part of it.
        fc.pre(changed.replaceAll(/[\r\n]/g, '') !== text.replaceAll(/[\r\n]/g, ''));
        fc.pre(changed.trim() !== text.trim());
        expect(opened(changed)).toBe(false);
      },
    ),
    runs,
  );
});

test('a payload written anew, under the old signature or a foreign key', () => {
  const foreign = makeSigner();
  fc.assert(
    fc.property(fc.record({ expiry: fc.string(), entitlements: fc.array(fc.string()) }), (claims) => {
      const claimed = machineDocument({ issued, ...claims }, fingerprint);
      const enc = Buffer.from(JSON.stringify(claimed, null, 1)).toString('base64');
      const under = armor('MACHINE', JSON.stringify({ ...parts(plain), enc }));
      expect(fault(under)).toEqual(['tampered', 'bad-signature']);
      expect(fault(sealFile('MACHINE', claimed, foreign))).toEqual(['tampered', 'bad-signature']);
    }),
    { numRuns: 300 },
  );
});

test('any algorithm but the two is refused by its name', () => {
  const others = ['rsa-pss-sha256', 'rsa-sha256', 'ecdsa-p256', 'none', 'ED25519', ''].flatMap((signing) =>
    ['base64', 'aes-256-gcm', 'aes-128-gcm'].map((encoding) => `${encoding}+${signing}`),
  );
  for (const alg of others) {
    const { state } = evaluate(evidence([sealFile('MACHINE', document, signer, undefined, { alg })]));
    expect(state.refused[0]).toMatchObject({ fault: 'unsupported-algorithm' });
    expect(state.refused[0]?.sentence).toContain(alg);
  }
  // Said to be encrypted, and is not; said to be plain, and is encrypted.
  const swapped = (text: string, alg: string) => armor('MACHINE', JSON.stringify({ ...parts(text), alg }));
  expect(fault(swapped(plain, 'aes-256-gcm+ed25519'))).toEqual(['tampered', 'damaged']);
  expect(fault(swapped(sealed, 'base64+ed25519'))).toEqual(['tampered', 'damaged']);
});

test('a kind of file is no other kind', () => {
  const licence = sealFile('LICENSE', licenceDocument({ issued }), signer);
  const roster = sealFile('ROSTER', rosterDocument(1, [{ account: 'x' }], issued), signer);
  const kinds = ['LICENSE', 'MACHINE', 'ROSTER', 'PRIVATE KEY'];
  const renamed = [plain, licence, roster].flatMap((text) =>
    kinds
      .map((kind) => text.replaceAll(/(BEGIN|END) \w+ FILE/g, `$1 ${kind} FILE`))
      .filter((changed) => changed !== text),
  );
  expect(renamed.map(opened)).toEqual(Array.from({ length: 9 }, () => false));
});

test('what is signed but no document is refused: wrong shapes, deep nesting, a great many parts', () => {
  const bomb = (depth: number) => JSON.parse(`${'['.repeat(depth)}${']'.repeat(depth)}`) as unknown;
  const signed = (value: unknown) => fault(sealFile('MACHINE', value, signer));
  expect(signed({ ...(document as object), extra: bomb(100) })).toEqual(['tampered', 'damaged']);
  expect(signed(bomb(3000))).toEqual(['tampered', 'damaged']);
  expect(signed({ ...(document as object), included: Array.from({ length: 10_001 }, () => 0) })).toEqual([
    'tampered',
    'damaged',
  ]);
  expect(signed('x'.repeat(1 << 20))).toEqual(['none', 'too-large']);
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
      expect(signed(value)).toEqual(['tampered', 'damaged']);
    }),
    { numRuns: 300 },
  );
  const deep = `{"a":`.repeat(50_000) + '1' + '}'.repeat(50_000);
  expect(fault(armor('MACHINE', deep))).toEqual(['tampered', 'damaged']);
});

test('signed keys: the vendor’s are read, changed and foreign ones are not', () => {
  const key = signedKey('{"email":"a@clinic.example"}', signer);
  const trusted = trusting(signer);
  expect(openSignedKey(` ${key}\n`, trusted)).toEqual({ ok: true, value: '{"email":"a@clinic.example"}' });
  expect(openSignedKey(signedKey('x', makeSigner()), trusted)).toMatchObject({ fault: 'bad-signature' });
  fc.assert(
    fc.property(fc.nat(), (at) => {
      const bytes = Buffer.from(key);
      const bit = at % (bytes.length * 8);
      bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(openSignedKey(bytes.toString('latin1'), trusted).ok).toBe(false);
    }),
    { numRuns: 500 },
  );
});
