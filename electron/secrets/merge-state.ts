import { isDeepStrictEqual } from 'node:util';

/**
 * What `ours` changed of `base`, carried over to what another process has written meanwhile. Of a number that both
 * changed the higher counts: these are moments, serials and counts that only go up.
 */
export function mergeState(base: unknown, ours: unknown, theirs: unknown): unknown {
  if (isDeepStrictEqual(ours, base)) return theirs;
  if (isDeepStrictEqual(theirs, base) || isDeepStrictEqual(theirs, ours)) return ours;
  if (typeof ours === 'number' && typeof theirs === 'number') return Math.max(ours, theirs);
  if (Array.isArray(ours) && Array.isArray(theirs))
    return mergeLists(Array.isArray(base) ? base : [], ours, theirs);
  if (!isRecord(ours) || !isRecord(theirs)) return ours;
  const before = isRecord(base) ? base : {};
  const merged: Record<string, unknown> = {};
  for (const name of new Set([...Object.keys(theirs), ...Object.keys(ours)])) {
    const value = mergeState(before[name], ours[name], theirs[name]);
    if (value !== undefined) merged[name] = value;
  }
  return merged;
}

function mergeLists(
  base: readonly unknown[],
  ours: readonly unknown[],
  theirs: readonly unknown[],
): unknown[] {
  const has = (list: readonly unknown[], one: unknown): boolean =>
    list.some((other) => isDeepStrictEqual(one, other));
  const kept = theirs.filter((one) => has(ours, one) || !has(base, one));
  return [...kept, ...ours.filter((one) => !has(base, one) && !has(theirs, one))];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
