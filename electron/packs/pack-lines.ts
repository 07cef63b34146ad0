import { systemCode } from '../codeset/disk-errors.ts';
import type { Fact } from '../codeset/facts.ts';
import { AppError } from '../contract/errors.ts';
import { Content } from '../codeset/content.ts';
import type { PackRelease } from './format.ts';
import { refused } from './refusals.ts';
import type { Step } from './rows.ts';
import { stepsOf } from './rows.ts';

/** Hands the rows of a pack out release by release, in its order, and checks each release when it ends. */
export class PackLines {
  readonly file: string;
  readonly #lines: AsyncGenerator<string>;
  /** Steps of the line that was read last; null where it begins a release. */
  #next: Step[] | null | undefined;

  constructor(lines: AsyncGenerator<string>, file: string) {
    this.#lines = lines;
    this.file = file;
  }

  /**
   * What a release says, where it is made from another (`held`) together with the rows kept of that.
   * @throws AppError while it is read: `pack-damaged`; `pack-base` where `held` is not what the pack was made against
   */
  async *release(
    { from, content, facts }: PackRelease,
    held: Iterable<Fact, undefined> | undefined,
  ): AsyncGenerator<Fact> {
    await this.#begin();
    const said = new Content();
    const kept = new Content();
    const rows: Iterator<Fact, undefined> | undefined = held?.[Symbol.iterator]();
    const pull = (): Fact => {
      const fact: Fact | undefined = rows?.next().value;
      if (!fact) throw this.#otherBase();
      kept.add(fact);
      return fact;
    };
    for (let steps = await this.#peek(); steps; steps = await this.#peek()) {
      this.#next = undefined;
      for (const step of steps) {
        if ('table' in step) {
          said.add(step);
          yield step;
        } else if ('skip' in step) {
          for (let at = 0; at < step.skip; at += 1) pull();
        } else {
          for (let at = 0; at < step.keep; at += 1) {
            const fact = pull();
            said.add(fact);
            yield fact;
          }
        }
        if (said.facts > facts) throw this.#damaged('it has more rows than its manifest counts');
      }
    }
    if (from && (rows?.next().value !== undefined || kept.digest() !== from.content)) throw this.#otherBase();
    if (said.facts !== facts || said.digest() !== content) {
      throw this.#damaged('its rows are not those of its manifest');
    }
  }

  /**
   * Reads over a release. It is checked as `release` does; of one that is made from another only the form of its rows.
   * @throws AppError `pack-damaged`
   */
  async pass(release: PackRelease): Promise<void> {
    if (release.from === null) for await (const _ of this.release(release, undefined)) continue;
    else {
      await this.#begin();
      while (await this.#peek()) this.#next = undefined;
    }
  }

  async expectEnd(): Promise<void> {
    if ((await this.#peek()) !== undefined) throw this.#damaged('its rows are not in order');
  }

  async close(): Promise<void> {
    await this.#lines.return(undefined);
  }

  async #begin(): Promise<void> {
    if ((await this.#peek()) !== null) throw this.#damaged('its rows are not in order');
    this.#next = undefined;
  }

  /** Steps of the next line, null for the beginning of a release, undefined at the end. */
  async #peek(): Promise<Step[] | null | undefined> {
    if (this.#next !== undefined) return this.#next;
    try {
      const line = await this.#lines.next();
      this.#next = line.done === true ? undefined : stepsOf(line.value);
    } catch (error) {
      if (error instanceof AppError || systemCode(error) === 'ENOSPC') throw error;
      throw this.#damaged('its rows cannot be read', error);
    }
    return this.#next;
  }

  #otherBase(): AppError {
    return refused(
      'pack-base',
      this.file,
      'it holds changes to an edition that this library holds otherwise',
    );
  }

  #damaged(what: string, cause?: unknown): AppError {
    return refused('pack-damaged', this.file, what, cause);
  }
}
