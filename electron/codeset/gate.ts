import type { Line, Source } from '../contract/codes.ts';
import type { Dataset } from '../contract/editions.ts';
import type { Manifest } from './manifest.ts';
import { codeDatasets } from './releases.ts';
import type { StoredCode, StoredState } from './stored-rows.ts';

/** Whether text of a source, in the file of a line, may be read. */
export type Access = (source: Source, line: Line) => boolean;

/** Stands for the title of a code whose publisher's words are closed. */
export const closedTitle = 'Its name opens with a licence';

const closedWords = { title: closedTitle, short: '', detail: null };

/**
 * What of one code-set file is closed. A release is closed where the source of its text is; its facts are then not
 * there, its codes are there by number alone, and its words cannot be searched for.
 */
export class Gate {
  /** Numbers of the closed releases. */
  readonly closed: ReadonlySet<number>;
  /** True where some codes are there by number alone. */
  readonly hasClosedCodes: boolean;
  readonly #masks = new Map<Dataset, number>();
  readonly #closedSources: ReadonlySet<string>;

  constructor({ sources, releases, line }: Manifest, access: Access) {
    this.#closedSources = new Set(sources.filter((source) => !access(source, line)).map(({ id }) => id));
    const closed = new Set<number>();
    for (const [id, { dataset, sources: named }] of releases.entries()) {
      if (!this.#closedSources.has(named[0] ?? '')) continue;
      closed.add(id);
      const place = releases.slice(0, id).filter((one) => one.dataset === dataset).length;
      this.#masks.set(dataset, this.mask(dataset) | (1 << place));
    }
    this.closed = closed;
    this.hasClosedCodes = codeDatasets.some((dataset) => this.mask(dataset) !== 0);
  }

  /** True where nothing is closed. */
  get isOpen(): boolean {
    return this.#closedSources.size === 0;
  }

  /** Bits of the closed releases among those of a data set, oldest first. */
  mask(dataset: Dataset): number {
    return this.#masks.get(dataset) ?? 0;
  }

  /** True where closed releases hold the code: `code` then says what of it is open. */
  touches({ dataset, releases }: StoredCode): boolean {
    return (this.mask(dataset) & releases) !== 0;
  }

  /**
   * A code with the newest of its words that an open release says too.
   *
   * @param states of the code, newest first; none where all its releases say the same
   */
  code(code: StoredCode, states: readonly StoredState[]): StoredCode {
    const saidBy = states.length === 0 ? [code] : states;
    const open = saidBy.find(({ releases }) => this.#isSaidOpenly(code.dataset, releases));
    if (!open) return { ...code, ...closedWords };
    const { title, short, detail } = open;
    return { ...code, title, short, detail };
  }

  state<S extends StoredState>(dataset: Dataset, state: S): S {
    return this.#isSaidOpenly(dataset, state.releases) ? state : { ...state, ...closedWords };
  }

  #isSaidOpenly(dataset: Dataset, releases: number): boolean {
    return (releases & ~this.mask(dataset)) !== 0;
  }

  hidesSource(id: string): boolean {
    return this.#closedSources.has(id);
  }
}
