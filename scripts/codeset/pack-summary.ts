import { basename } from 'node:path';
import type { PackManifest } from '../../electron/packs/format.ts';

/** A pack's manifest for programs: without the content key and the hashes of its parts. */
export function packJson(manifest: PackManifest): object {
  const { contentKey, salt: _, body, ...rest } = manifest;
  return {
    ...rest,
    contentKey: 'printed' in contentKey ? null : contentKey.id,
    body: { size: body.size, sha256: body.sha256, chunks: body.chunks.length },
  };
}

/** The same for people. */
export function packText(file: string, bytes: number, manifest: PackManifest): string {
  const { id, kind, serial, created, keyId, minimumApp, contentKey } = manifest;
  const count = (number: number): string => number.toLocaleString('en-US');
  const lines = [
    `${basename(file)}: ${id}, ${kind}, serial ${serial}, ${created}, ${count(bytes)} bytes`,
    `  signed   ${keyId === null ? 'by nobody yet' : `by ${keyId}`}`,
    `  opens    ${'printed' in contentKey ? 'for everybody' : `with the content key ${contentKey.id}`}, from version ${minimumApp}`,
    ...manifest.sets.flatMap(({ line, releases, sources }) => [
      `  line     ${line}`,
      ...releases.map(
        ({ edition: { name, begins, ends }, rows, from }) =>
          `  edition  ${name}, ${begins} to ${ends ?? 'further notice'}: ${count(rows)} rows${from ? `, as changes to ${from.edition.name}` : ''}`,
      ),
      ...[...new Set(sources.map(({ publisher }) => publisher))].map((name) => `  source   ${name}`),
    ]),
  ];
  return `${lines.join('\n')}\n`;
}
