import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { licenceDocument, makeSigner, rosterDocument, sealFile } from '../../fixtures/keygen-files.ts';

/**
 * A clinic's licence for everything, as an administrator puts it on a computer, and what the program has to be told to
 * play on that computer. Written once for a scratch folder.
 */
export function licensedComputer(scratch: string): Record<string, string> {
  const folder = join(scratch, 'machine-wide');
  const signer = makeSigner();
  const person = String.raw`E2E\coder`;
  // Long before and after any date that a test fixes.
  const issued = '2020-01-01T00:00:00.000Z';
  const entitlements = ['PAGES', 'CPT', 'NCCI', 'MPFS', 'COVERAGE'];
  const wanted = { issued, expiry: null, ttl: null, entitlements, metadata: { binding: 'people' } };
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'clinic.lic'), sealFile('LICENSE', licenceDocument(wanted), signer));
  const roster = rosterDocument(1, [{ account: person }], issued);
  writeFileSync(join(folder, 'clinic.roster'), sealFile('ROSTER', roster, signer));
  const { id, publicKey } = signer;
  const key = { id, publicKey, uses: ['licences'], from: '2020-01-01', until: null };
  return {
    C2C_MACHINE_FOLDER: folder,
    C2C_PERSON: person,
    C2C_VENDOR_KEYS: JSON.stringify({ format: 'case2code vendor keys', version: 1, keys: [key] }),
  };
}
