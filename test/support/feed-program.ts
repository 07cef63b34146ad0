import { generateKeyPairSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Edition, Line } from '../../electron/contract/codes.ts';
import { AppError } from '../../electron/contract/errors.ts';
import type { UpdateSettings, UpdateState } from '../../electron/contract/updates.ts';
import { noUpdates, updateStateSchema } from '../../electron/contract/updates.ts';
import { keyIdOf, rawPublicKey } from '../../electron/licence/signature.ts';
import type { FeedPack } from '../../electron/packs/fetch/feed-index.ts';
import { sealIndex } from '../../electron/packs/fetch/feed-index.ts';
import type { UpdatesParts } from '../../electron/packs/fetch/updates.ts';
import { Updates } from '../../electron/packs/fetch/updates.ts';
import type { FileServer } from './file-server.ts';
import { hashOf, small } from './small-pack.ts';
import { impatientWeb } from './web.ts';

const { privateKey } = generateKeyPairSync('ed25519');
const publicKey = rawPublicKey(privateKey);
export const never = new AbortController().signal;
export const silent = (): void => {};

const october = (line: Line): Edition => ({
  name: `${line} Oct 2026`,
  line,
  begins: '2026-10-01',
  ends: '2026-12-31',
});
const codesOf = (line: Line) => ({
  dataset: line === 'icd10pcs' ? ('icd10pcs-codes' as const) : ('hcpcs-codes' as const),
  edition: october(line),
});

/** A pack of each line, no two alike. */
export const bytesOf = (line: Line): Buffer => Buffer.concat([small, Buffer.from(line)]);
export const packOf = (line: Line, fields: Partial<FeedPack> = {}): FeedPack => ({
  id: `${line}-2026-10`,
  line,
  kind: 'full',
  base: null,
  result: hashOf(Buffer.from(line)),
  editions: [october(line)],
  releases: [codesOf(line)],
  serial: 1,
  created: '2026-09-25',
  contentKeyId: null,
  minimumApp: '0.1.0',
  size: bytesOf(line).length,
  sha256: hashOf(bytesOf(line)),
  url: `packs/${line}.c2cpack`,
  staged: 100,
  ...fields,
});

/** `index.json` as the publisher of these tests signs it. */
export function indexTextOf(serial: number, packs: FeedPack[], created = '2026-09-25'): string {
  return sealIndex({ serial, created, packs }, privateKey);
}

/** Puts a list and its packs on a server. */
export function publish(server: FileServer, serial: number, packs: FeedPack[], created?: string): void {
  server.put('/feed/index.json', indexTextOf(serial, packs, created));
  for (const { line } of packs) server.put(`/feed/packs/${line}.c2cpack`, bytesOf(line));
}

/** Updates over a real server and a real folder; only what installs is in memory. */
export function updates(
  server: FileServer,
  folder: string,
  change: Partial<UpdateSettings> = {},
  parts: Partial<UpdatesParts> = {},
) {
  const settings: UpdateSettings = {
    ...noUpdates,
    enabled: true,
    feed: server.address('/feed'),
    ...change,
  };
  const told: UpdateState[] = [];
  const installed: string[] = [];
  const held = new Set<Line>();
  const made = new Updates({
    web: impatientWeb(),
    settings: () => ({ settings, managed: [] }),
    trusted: new Map([
      [keyIdOf(publicKey), { publicKey: publicKey.toString('base64'), from: '2026-01-01', until: null }],
    ]),
    folder: join(folder, 'updates'),
    holdings: () => ({
      held: [...held].map((line) => {
        const { releases, result, serial } = packOf(line);
        return { line, content: result, own: releases, serial };
      }),
      notOpen: new Set(),
      decided: new Map(),
    }),
    appVersion: '0.1.0',
    today: () => '2026-10-01',
    contentKeys: () => new Set(),
    install: async (packs, report) => {
      report({ done: 0.5, detail: 'rows' });
      for (const pack of packs) {
        const content = readFileSync(pack);
        const line = (['hcpcs', 'icd10pcs'] as const).find((one) => content.equals(bytesOf(one)));
        if (!line) throw new AppError('pack-damaged', 'No pack.');
        held.add(line);
        installed.push(line);
      }
    },
    asProblem: (error) => ({
      code: error instanceof AppError ? error.code : 'internal',
      message: String(error),
      id: 'an-id',
    }),
    onChange: (state) => told.push(updateStateSchema.parse(state)),
    loopback: true,
    ...parts,
  });
  return { made, settings, told, installed, held };
}
