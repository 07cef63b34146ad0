import type { Access } from '../../codeset/gate.ts';
import type { Line, Source, System } from '../../contract/codes.ts';
import type { NoticeId } from '../../contract/grants.ts';
import type { GrantsInput } from '../../licence/grants-input.ts';
import { metered, viewOf } from '../../licence/grants-input.ts';

/** The lines whose content somebody else's notice must be accepted for before it is first shown (FIELD: law of CPT). */
const noticeOfLine: Partial<Record<Line, NoticeId>> = {
  cpt: 'cpt',
  ncci: 'ncci',
  mpfs: 'mpfs',
  coverage: 'coverage',
};

export type Refusal = 'licence' | 'notice';

/**
 * Who may see what: every answer of the engine passes through the one object that the session holds. Entitlements
 * follow the licence of a *source*: what users import under their own licence, and public texts, need none.
 */
export class Grants {
  readonly #input: GrantsInput;
  readonly #entitlements: ReadonlySet<string>;
  readonly #accepted: ReadonlySet<NoticeId>;
  readonly #opened: Set<string>;
  #left: number;

  constructor(input: GrantsInput) {
    this.#input = input;
    this.#entitlements = new Set(input.entitlements);
    this.#accepted = new Set(input.accepted);
    this.#opened = new Set(input.views?.opened);
    this.#left = input.views?.left ?? 0;
  }

  /** Given to `CodeSet.granted`. */
  readonly access: Access = (source, line) => this.refusal(source, line) === null;

  /** Why a source's text in the file of a line is closed; null where it is open. Pages are counted by `opensPage`. */
  refusal({ licence }: Pick<Source, 'licence'>, line: Line): Refusal | null {
    if (licence !== undefined && licence !== metered && !this.#entitlements.has(licence)) return 'licence';
    const notice = noticeOfLine[line];
    return notice !== undefined && !this.#accepted.has(notice) ? 'notice' : null;
  }

  get isRegistered(): boolean {
    return this.#input.views?.isRegistered ?? false;
  }

  /** True where pages are not counted. */
  get countsNothing(): boolean {
    return this.#input.views === null;
  }

  /** True where pages count and the notice that comes before a guest's first one has not been accepted. */
  get needsPageNotice(): boolean {
    return this.#input.views !== null && !this.#accepted.has('pages');
  }

  /**
   * Opens a metered page, and counts it where it was not opened before. What was counted must be kept by whoever asked
   * (`CodePage.view`), or it is forgotten with this process.
   */
  opensPage(system: System, code: string): boolean {
    if (this.#input.views === null) return true;
    if (this.needsPageNotice) return false;
    const view = viewOf(system, code);
    if (this.#opened.has(view)) return true;
    if (this.#left <= 0) return false;
    this.#left -= 1;
    this.#opened.add(view);
    return true;
  }
}
