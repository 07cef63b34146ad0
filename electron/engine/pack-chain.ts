import { join } from 'node:path';
import { removeCodeSet } from '../codeset/finish.ts';
import type { Line } from '../contract/codes.ts';
import type { EngineHost } from './host.ts';
import type { FileToOpen, OnProgress, PackTerms, WrittenFile } from './rpc.ts';

/**
 * Packs installed one upon the other: each against what the one before left. None of the files answers before it is
 * taken, so that a line gives up the edition it had only once, for the last one.
 */
export class PackChain {
  readonly #job: EngineHost;
  readonly #folder: string;
  readonly #terms: PackTerms;
  readonly #held: readonly FileToOpen[];
  readonly #waiting = new Map<Line, WrittenFile>();
  /** Files that a later pack of the chain took the place of: nothing answers from them, nothing has them open. */
  readonly #between: WrittenFile[] = [];

  /** @param held the files that answer now */
  constructor(job: EngineHost, place: { folder: string; terms: PackTerms; held: readonly FileToOpen[] }) {
    this.#job = job;
    this.#folder = place.folder;
    this.#terms = place.terms;
    this.#held = place.held;
  }

  /**
   * @returns false where all of the pack is held already
   * @throws AppError every `pack-…`, `cancelled`: what the chain has written before is as it was
   */
  async add(pack: string, onProgress: OnProgress): Promise<boolean> {
    const [folder, terms] = [this.#folder, this.#terms];
    const held = [
      ...this.#held.filter(({ line }) => !this.#waiting.has(line)),
      ...[...this.#waiting.values()].map(({ line, file, key }) => ({ line, file: join(folder, file), key })),
    ];
    const files = await this.#job.request('installPack', { ...terms, pack, folder, held }, onProgress);
    for (const written of files) {
      const before = this.#waiting.get(written.line);
      if (before) this.#between.push(before);
      this.#waiting.set(written.line, written);
    }
    return files.length > 0;
  }

  /** Lines of which a file waits to be taken. */
  get lines(): Line[] {
    return [...this.#waiting.keys()];
  }

  /** The file of each line that is to answer now; later packs find it among what they are given as held. */
  take(): WrittenFile[] {
    const files = [...this.#waiting.values()];
    this.#waiting.clear();
    return files;
  }

  /** Removes the files that nobody has taken, and those between. What stays all the same goes at the next start. */
  async clear(): Promise<void> {
    for (const { file } of [...this.#between, ...this.take()]) await removeCodeSet(this.#folder, file);
    this.#between.length = 0;
  }
}
