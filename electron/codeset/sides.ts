/** What titles say of the side. */
export type Side = 'left' | 'right' | 'bilateral';

/** How a side is written in a query, short forms and letters too. A letter means one only where it stands alone. */
export const sidesTyped: ReadonlyMap<string, Side> = new Map([
  ['left', 'left'],
  ['lt', 'left'],
  ['l', 'left'],
  ['right', 'right'],
  ['rt', 'right'],
  ['r', 'right'],
  ['bilateral', 'bilateral'],
  ['bilat', 'bilateral'],
  ['bil', 'bilateral'],
  ['bl', 'bilateral'],
  ['both', 'bilateral'],
]);

/** Words that titles of one family differ by when they differ by the side alone. */
export const sideWords: ReadonlySet<string> = new Set<Side | 'unspecified'>([
  'right',
  'left',
  'bilateral',
  'unspecified',
]);
