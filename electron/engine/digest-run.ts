import type { RecentCode } from '../contract/recent.ts';
import { mostRecents } from '../contract/recent.ts';
import type { EngineHost } from './host.ts';
import type { FileToOpen } from './rpc.ts';

/** Codes opened lately; none where nothing of the user's is kept, or it cannot be read. */
export function recentCodes(host: EngineHost): Promise<RecentCode[]> {
  return host.request('recent', { limit: mostRecents }).catch(() => []);
}

/**
 * Keeps a digest of what new files changed of the codes opened lately. The files are compared in the job's process: no
 * search waits for it.
 */
export async function makeDigests({
  host,
  job,
  before,
  after,
  codes,
}: {
  host: EngineHost;
  job: EngineHost;
  before: FileToOpen[];
  after: FileToOpen[];
  codes: RecentCode[];
}): Promise<void> {
  if (codes.length === 0 || !after.some(({ line }) => before.some((old) => old.line === line))) return;
  const digests = await job.request('digest', { before, after, codes, grants: host.grants });
  if (digests.length > 0) await host.request('keepDigests', digests);
}
