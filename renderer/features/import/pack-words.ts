import type { FoundPack, InstalledPack } from '../../../electron/contract/import.ts';
import type { PackPreview } from '../../../electron/contract/pack.ts';
import { lineNames } from '../library/line-words.ts';
import { listed } from './import-words.ts';

/** "HCPCS Apr 2026", or the name of its file where nothing of it can be believed. */
export function packTitle({ name, preview }: FoundPack): string {
  if (!preview) return name;
  return listed(preview.sets.map(({ editions, line }) => editions[0]?.name ?? lineNames[line]));
}

/** "All of HCPCS Level II", "Changes to HCPCS Jan 2026". */
export function packKind({ kind, needs, sets }: PackPreview): string {
  return kind === 'delta'
    ? `Changes to ${listed(needs.base)}`
    : `All of ${listed(sets.map(({ line }) => lineNames[line]))}`;
}

/** What it does to what is held: what gives way, what stays. */
export function packEffect({ sets, alreadyHeld }: PackPreview): string {
  if (alreadyHeld)
    return 'Nothing: all of it is installed already. To install it anew, remove its line from the library first.';
  const names = (which: 'givesWay' | 'stays'): string =>
    listed([...new Set(sets.flatMap((set) => set[which].map(({ edition }) => edition.name)))]);
  const [gives, stays] = [names('givesWay'), names('stays')];
  const parts = [
    gives === '' ? '' : `Takes the place of ${gives}, which is kept to go back to.`,
    stays === '' ? '' : `${stays} stays beside it.`,
  ].filter((part) => part !== '');
  return parts.length === 0 ? 'Nothing of it is held yet.' : parts.join(' ');
}

/** What opens a pack that is locked; null for a public one. */
export function packLock({ needs, sets }: PackPreview): string | null {
  if (needs.contentKey === null) return null;
  const lines = listed(sets.map(({ line }) => lineNames[line]));
  return `Opens with a licence that includes ${lines} (content key ${needs.contentKey}).`;
}

/** True for a pack that nothing stands in the way of, and that would change something. */
export function isInstallable({ preview }: FoundPack): boolean {
  return preview !== null && !preview.alreadyHeld && preview.problems.length === 0;
}

/** True where the library holds all of the packs now. */
export function isWhole(results: readonly InstalledPack[]): boolean {
  return results.every(({ outcome }) => outcome === 'installed' || outcome === 'unchanged');
}

/** What has become of the packs, in one line. */
export function installedTitle(results: readonly InstalledPack[]): string {
  const some = results.some(({ outcome }) => outcome === 'installed');
  if (results.every(({ outcome }) => outcome === 'unchanged')) return 'Installed already: no change';
  if (isWhole(results)) return 'Installed';
  if (results.some(({ outcome }) => outcome === 'untouched'))
    return some ? 'Cancelled: installed in part' : 'Cancelled';
  return some ? 'Installed in part' : 'Not installed';
}
