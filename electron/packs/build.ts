import { createCipheriv, createHash, randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { CodeSetDraft } from '../codeset/rows.ts';
import { replaceFile } from '../codeset/atomic-file.ts';
import type { PackManifest } from './format.ts';
import { checkOf, packMagic } from './format.ts';
import type { PackLine } from './rows.ts';
import { packLineOf } from './rows.ts';

/**
 * Builds a public pack of `drafts` and writes it to `file`. The rows are held in memory: public starter sets have
 * a few thousand.
 */
export async function buildPublicPack(
  file: string,
  pack: { id: string; created: string; starter: boolean; drafts: CodeSetDraft[] },
): Promise<PackManifest> {
  const lines: PackLine[] = [];
  const sets: PackManifest['sets'] = [];
  for (const { line, releases: drafts } of pack.drafts) {
    const releases: PackManifest['sets'][number]['releases'] = [];
    for (const { facts, sources, ...fields } of drafts) {
      lines.push({ is: 'release' });
      let rows = 0;
      for await (const fact of facts) {
        lines.push(packLineOf(fact));
        rows += 1;
      }
      releases.push({ ...fields, sources: [...sources], rows });
    }
    sets.push({ line, releases });
  }
  const contentKey = randomBytes(32);
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', contentKey, iv);
  const rows = gzipSync(lines.map((line) => JSON.stringify(line)).join('\n'));
  const body = Buffer.concat([cipher.update(rows), cipher.final()]);
  const fields: PackManifest = {
    format: 'case2code pack',
    version: 1,
    id: pack.id,
    created: pack.created,
    contentKey: contentKey.toString('hex'),
    iv: iv.toString('hex'),
    tag: cipher.getAuthTag().toString('hex'),
    bodySize: body.length,
    bodySha256: createHash('sha256').update(body).digest('hex'),
    starter: pack.starter,
    sets,
    check: '',
  };
  const manifest = { ...fields, check: checkOf(fields) };
  const head = Buffer.from(JSON.stringify(manifest));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(head.length);
  await replaceFile(file, Buffer.concat([Buffer.from(packMagic), length, head, body]), 0o644);
  return manifest;
}
