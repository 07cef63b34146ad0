import type { CodeSet } from '../../codeset/reader.ts';
import type { Source } from '../../contract/codes.ts';

/** A source by its id; every row of a file names one that its manifest lists. */
export function sourceOf(sets: readonly CodeSet[], id: string): Source {
  for (const { manifest } of sets) {
    const source = manifest.sources.find((one) => one.id === id);
    if (source) return source;
  }
  return { id, publisher: 'Unknown publisher', document: id, notice: '' };
}
