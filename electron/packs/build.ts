import type { KeyObject } from 'node:crypto';
import { open, rm } from 'node:fs/promises';
import { temporaryBeside } from '../codeset/atomic-file.ts';
import type { BaseFile } from '../codeset/base.ts';
import { openBase } from '../codeset/base.ts';
import { asAppError } from '../codeset/disk-errors.ts';
import { keyCheck, newKey } from '../codeset/keys.ts';
import { sameRelease } from '../codeset/releases.ts';
import type { Fact } from '../codeset/facts.ts';
import type { Line } from '../contract/codes.ts';
import type { Release } from '../contract/editions.ts';
import { AppError } from '../contract/errors.ts';
import { assemble } from './assemble.ts';
import { Content, identityOf } from '../codeset/content.ts';
import { stepsBetween } from './delta.ts';
import type { PackManifest, PackRelease, PackSet } from './format.ts';
import { packManifestSchema, packVersion, usualChunk } from './format.ts';
import { isLicensedLine, namesCpt } from './licensed.ts';
import type { Step } from './rows.ts';
import { linesOf, rowsSchema } from './rows.ts';
import { writeBody } from './write-body.ts';

/** A code-set file and its key. */
export interface CodeSetFile {
  file: string;
  key: Buffer;
}

export interface PackRequest {
  id: string;
  serial: number;
  /** `YYYY-MM-DD` */
  created: string;
  minimumApp: string;
  starter?: boolean;
  /** What goes in, a line each. */
  sets: readonly CodeSetFile[];
  /** Makes a delta: changes from what this file holds of the one line. */
  base?: CodeSetFile;
  /** For a pack that a licence opens: the key, and the id under which licences carry it. */
  contentKey?: { id: string; key: Buffer };
  /** Signs at once; `signPack` does it later. */
  privateKey?: KeyObject;
  /** Bytes of compressed rows in a chunk. */
  chunk?: number;
}

/**
 * Builds a pack out of code-set files. Rows pass through; of a delta's codes both editions are held in memory.
 *
 * @throws AppError `not-allowed` for AMA code numbers without a content key, `usage`, `disk-full`, `read-only`, and
 *   `openCodeSetFile`'s for the files
 */
export async function buildPack(out: string, request: PackRequest): Promise<PackManifest> {
  const { contentKey, chunk = usualChunk } = request;
  const opened: BaseFile[] = [];
  const bodyFile = temporaryBeside(out);
  try {
    for (const one of request.sets) opened.push(await openBase(one));
    const base = request.base && (await openBase(request.base));
    if (base) opened.push(base);
    const sets = opened.slice(0, request.sets.length).map((one) => setOf(one, base));
    const key = contentKey?.key ?? newKey();
    const handle = await open(bodyFile, 'wx', 0o600);
    let written;
    try {
      // The set that ships with the program speaks of some CPT codes in words of its own, to everybody.
      const checked = contentKey === undefined && request.starter !== true;
      const lines = sets.flatMap((set) => set.releases.map((release) => release.lines(checked)));
      written = await writeBody(handle, chained(lines), { contentKey: key, packId: request.id, chunk });
    } finally {
      await handle.close();
    }
    const manifest = packManifestSchema.parse({
      format: 'case2code pack',
      version: packVersion,
      schema: rowsSchema,
      created: request.created,
      keyId: null,
      id: request.id,
      kind: base ? 'delta' : 'full',
      serial: request.serial,
      minimumApp: request.minimumApp,
      starter: request.starter ?? false,
      contentKey: contentKey
        ? { id: contentKey.id, check: keyCheck(contentKey.key) }
        : { printed: key.toString('hex') },
      ...written,
      sets: sets.map(({ releases, ...set }) => ({
        ...set,
        releases: releases.map((release) => release.stated()),
      })),
    });
    return await assemble(out, manifest, { file: bodyFile, at: 0 }, request.privateKey);
  } catch (error) {
    throw asAppError(error, out);
  } finally {
    for (const one of opened) one.close();
    await rm(bodyFile, { force: true }).catch(() => {});
  }
}

function* chained(parts: Iterable<string>[]): Generator<string> {
  for (const part of parts) yield* part;
}

type SetOnItsWay = Omit<PackSet, 'releases'> & { releases: ReleaseOnItsWay[] };

function setOf(file: BaseFile, base: BaseFile | undefined): SetOnItsWay {
  const { line, sources } = file.manifest;
  if (base && base.manifest.line !== line) {
    throw new AppError(
      'usage',
      `A delta is made of two editions of one line: ${base.manifest.line} and ${line} were given.`,
    );
  }
  return {
    line,
    base: base ? identityOf(base.releases) : null,
    result: identityOf(file.releases),
    sources,
    releases: file.releases.map((release, id) => new ReleaseOnItsWay(file, release, id, base)),
  };
}

/** A release whose rows go into the body; what the manifest says of it is known when they have. */
class ReleaseOnItsWay {
  readonly #file: BaseFile;
  readonly #release: Release;
  readonly #id: number;
  readonly #base: BaseFile | undefined;
  readonly #from: number;
  readonly #content = new Content();
  readonly #fromContent = new Content();
  #digests: [string, string] | undefined;

  constructor(file: BaseFile, release: Release, id: number, base: BaseFile | undefined) {
    this.#file = file;
    this.#release = release;
    this.#id = id;
    this.#base = base;
    this.#from = base ? likest(base.releases, release) : -1;
  }

  *lines(checked: boolean): Generator<string> {
    yield* linesOf(this.#steps(checked));
    this.#digests = [this.#content.digest(), this.#fromContent.digest()];
  }

  stated(): PackRelease {
    const [content = '', fromContent = ''] = this.#digests ?? [];
    const from = this.#base?.releases[this.#from];
    const { shipped: _, ...release } = this.#release;
    return {
      ...release,
      content,
      facts: this.#content.facts,
      from: from
        ? {
            dataset: from.dataset,
            edition: from.edition,
            sha256: from.sha256,
            rows: from.rows,
            content: fromContent,
          }
        : null,
    };
  }

  #steps(checked: boolean): Iterable<Step> {
    const after = counted(this.#file.facts(this.#id), this.#content);
    const facts = checked ? withoutLicensed(this.#file.manifest.line, after) : after;
    if (this.#base === undefined || this.#from < 0) return facts;
    return stepsBetween(counted(this.#base.facts(this.#from), this.#fromContent), facts);
  }
}

/** The place of the release that another is made from: the same edition, else the newest of its data set; -1: none. */
function likest(releases: readonly Release[], wanted: Release): number {
  const same = releases.findIndex((one) => sameRelease(one, wanted));
  return same >= 0 ? same : releases.findLastIndex(({ dataset }) => dataset === wanted.dataset);
}

function* counted(facts: Iterable<Fact>, content: Content): Generator<Fact> {
  for (const fact of facts) {
    content.add(fact);
    yield fact;
  }
}

function* withoutLicensed(line: Line, facts: Iterable<Fact>): Generator<Fact> {
  if (isLicensedLine(line)) throw licensed(line);
  for (const fact of facts) {
    if (namesCpt(fact)) throw licensed(line);
    yield fact;
  }
}

function licensed(line: Line): AppError {
  return new AppError(
    'not-allowed',
    `This ${line} code set holds code numbers that the AMA claims, so its pack may be opened by licence only. Name a content key and its id (--content-key-file and --kid); nothing was written.`,
  );
}
