import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { replaceFile } from '../codeset/atomic-file.ts';
import type { CodeSetDraft } from '../codeset/rows.ts';
import { writeCodeSet } from '../codeset/writer.ts';
import { rawPublicKey } from '../licence/signature.ts';
import { buildPack } from './build.ts';
import type { PackManifest } from './format.ts';
import { publicKeyFileOf } from './starter-key.ts';

/**
 * Builds the pack that ships with the program, and writes the public half of the key that signed it beside it. The
 * private half is forgotten: nobody can sign for this pack again, and the installer's own signature covers both files.
 */
export async function buildStarterPack(
  out: string,
  { created, drafts }: { created: string; drafts: readonly CodeSetDraft[] },
): Promise<PackManifest> {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const making = await mkdtemp(join(tmpdir(), 'case2code-starter-'));
  try {
    const sets: { file: string; key: Buffer }[] = [];
    for (const draft of drafts) {
      const { file, key } = await writeCodeSet({ ...draft, starter: true }, making);
      sets.push({ file: join(making, file), key });
    }
    const pack = { id: 'starter', serial: 1, created, minimumApp: '0.0.0', starter: true, sets, privateKey };
    const manifest = await buildPack(out, pack);
    await replaceFile(publicKeyFileOf(out), `${rawPublicKey(publicKey).toString('base64')}\n`, 0o644);
    return manifest;
  } finally {
    await rm(making, { recursive: true, force: true });
  }
}
