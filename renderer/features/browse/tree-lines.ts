/** Where an entry stands: below which other (null for the first level), and at which place there. */
export interface Place {
  id: string;
  under: string | null;
  index: number;
}

/** A line of the drawn tree. Its entry may not have been read yet; its place is known before. */
export interface Line {
  under: string | null;
  index: number;
  /** From 1. */
  level: number;
  /** Entries of its level. */
  size: number;
  /** The entry's id where it is open. */
  open: string | null;
}

/**
 * The lines of a tree from its open entries alone, so that a list of thousands has its whole length before it is read.
 *
 * @param sizes how many entries stand below each open one, by its id; null for the first level
 */
export function linesOf(open: ReadonlyMap<string, Place>, sizes: ReadonlyMap<string | null, number>): Line[] {
  const below = new Map<string | null, Map<number, Place>>();
  for (const place of open.values()) {
    const level = below.get(place.under) ?? new Map<number, Place>();
    below.set(place.under, level.set(place.index, place));
  }
  const lines: Line[] = [];
  const add = (under: string | null, level: number): void => {
    const size = sizes.get(under) ?? 0;
    const opened = below.get(under);
    for (let index = 0; index < size; index += 1) {
      const place = opened?.get(index);
      lines.push({ under, index, level, size, open: place?.id ?? null });
      if (place) add(place.id, level + 1);
    }
  };
  add(null, 1);
  return lines;
}

/** Number of the line of an entry; -1 where it is not drawn. */
export function lineOf(lines: readonly Line[], place: Pick<Place, 'under' | 'index'> | null): number {
  if (!place) return -1;
  return lines.findIndex(({ under, index }) => under === place.under && index === place.index);
}

/** Number of the line that a line stands under; -1 on the first level. */
export function lineAbove(lines: readonly Line[], at: number): number {
  const level = lines[at]?.level ?? 1;
  for (let above = at - 1; above >= 0; above -= 1) {
    if ((lines[above]?.level ?? 0) < level) return above;
  }
  return -1;
}
