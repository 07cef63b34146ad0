/**
 * CMS publishes a table of edit pairs in four parts, f1 to f4. Nothing inside a part tells how many there are, only
 * their names do.
 */
const partsOfTable = 4;
const partNumber = /[-_ ]f(\d)(?:\D|$)/i;

/**
 * Says which parts of a table of edit pairs are held when some are missing, "part f1 only": a pair that is not found
 * may then stand in another part. Null when all are held, or where the names tell no parts.
 */
export function missingParts(files: readonly string[]): string | null {
  const held = [...new Set(files.map((name) => Number(partNumber.exec(name)?.[1] ?? 0)))].toSorted(
    (a, b) => a - b,
  );
  if (held.length === 0 || held.includes(0)) return null;
  const isWhole = held.length >= partsOfTable && held.every((part, place) => part === place + 1);
  if (isWhole) return null;
  return held.length === 1
    ? `part f${held[0] ?? ''} only`
    : `parts ${held.map((part) => `f${part}`).join(', ')} only`;
}
