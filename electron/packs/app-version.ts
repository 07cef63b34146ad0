import { z } from 'zod';

/** Three numbers, as this program's versions are. */
export const versionSchema = z.string().regex(/^\d{1,5}\.\d{1,5}\.\d{1,5}$/);

/** Whether a program is older than a pack needs. What follows the three numbers ("-beta.1") does not count. */
export function isTooOld(appVersion: string, minimumApp: string): boolean {
  const [has, needs] = [appVersion, minimumApp].map(
    (version) => version.split('-')[0]?.split('.').map(Number) ?? [],
  );
  for (let at = 0; at < 3; at += 1) {
    const difference = (has?.[at] ?? 0) - (needs?.[at] ?? 0);
    if (difference !== 0) return difference < 0;
  }
  return false;
}
