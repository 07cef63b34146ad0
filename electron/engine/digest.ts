import { codeKey, displayCode } from '../codeset/code-format.ts';
import { changeBetween } from '../codeset/code-changes.ts';
import type { Access } from '../codeset/gate.ts';
import type { StoredCode } from '../codeset/reader.ts';
import { CodeSet } from '../codeset/reader.ts';
import type { System } from '../contract/codes.ts';
import type { DigestKind, KeptDigest } from '../contract/recent.ts';
import { editChanges, feeChange, unitLimitChange } from './digest-facts.ts';
import { Grants } from './grants/grants.ts';
import type { EngineMethods, FileToOpen } from './rpc.ts';

export interface DigestChange {
  kind: DigestKind;
  /** Numbers, dates and codes only. */
  detail: string;
}

/** Two files of one line: what answered before and what answers now. */
export interface Compared {
  before: CodeSet;
  after: CodeSet;
}

/** See `EngineMethods.digest`. Lines of which nothing changed for these codes have a digest too: it says so. */
export async function digestsOf({
  before,
  after,
  codes,
  grants,
}: EngineMethods['digest']['input']): Promise<KeptDigest[]> {
  const { access } = new Grants(grants);
  const digests: KeptDigest[] = [];
  for (const file of after) {
    const old = before.find(({ line }) => line === file.line);
    if (!old) continue;
    const digest = await digestOf(old, file, codes, access);
    if (digest) digests.push(digest);
  }
  return digests;
}

async function digestOf(
  old: FileToOpen,
  file: FileToOpen,
  codes: readonly { system: System; code: string }[],
  access: Access,
): Promise<KeptDigest | null> {
  const before = (await CodeSet.open(old.file, Buffer.from(old.key))).granted(access);
  try {
    const after = (await CodeSet.open(file.file, Buffer.from(file.key))).granted(access);
    try {
      const looked = codes.filter((one) => speaksOf({ before, after }, one));
      if (looked.length === 0) return null;
      const changed = looked.flatMap(({ system, code }) => {
        const changes = changesOf({ before, after }, system, codeKey(code));
        return changes.length === 0 ? [] : [{ system, code: displayCode(system, codeKey(code)), changes }];
      });
      const [from, to] = [before, after].map(({ manifest }) => manifest.editions[0]?.name ?? '');
      return { line: file.line, from: from ?? '', to: to ?? '', changed, looked: looked.length };
    } finally {
      after.close();
    }
  } finally {
    before.close();
  }
}

/** Edits and fees are said of procedures; every other line of its own codes. */
function speaksOf(compared: Compared, { system, code }: { system: System; code: string }): boolean {
  const { line } = compared.after.manifest;
  if (line === 'ncci' || line === 'mpfs') return system === 'cpt' || system === 'hcpcs';
  return [compared.before, compared.after].some((set) => storedIn(set, system, codeKey(code)));
}

function changesOf(compared: Compared, system: System, key: string): DigestChange[] {
  const { line } = compared.after.manifest;
  if (line === 'ncci') return [...editChanges(compared, key), ...unitLimitChange(compared, key)];
  if (line === 'mpfs') return feeChange(compared, key);
  return codeChanges(compared, system, key);
}

function codeChanges({ before, after }: Compared, system: System, key: string): DigestChange[] {
  const [old, now] = [before, after].map((set) => newestState(set, system, key));
  const change = changeBetween(old ?? null, now ?? null);
  const changes: DigestChange[] = change ? [{ kind: change.kind, detail: '' }] : [];
  if (old && now && old.ended === null && now.ended !== null) {
    changes.push({ kind: 'ended', detail: now.ended });
  }
  return changes;
}

/** What the newest release of the code's own data set says of it; null where that one holds it no more. */
function newestState(
  set: CodeSet,
  system: System,
  key: string,
): { title: string; short: string; billable: boolean | null; ended: string | null } | null {
  const stored = storedIn(set, system, key);
  if (!stored) return null;
  const place = set.releasesOf(stored.dataset).length - 1;
  if ((stored.releases & (1 << place)) === 0) return null;
  const { title, short, billable, publishedEnded } = stored;
  return { title, short, billable: billable === null ? null : billable === 1, ended: publishedEnded };
}

function storedIn(set: CodeSet, system: System, key: string): StoredCode | undefined {
  return set.codesByKey(key).find((one) => one.system === system);
}
