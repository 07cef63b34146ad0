import { AppError } from '../../contract/errors.ts';
import type { Line } from '../../contract/codes.ts';
import type { UpdateSettings, UpdateState } from '../../contract/updates.ts';
import type { TrustedKeys } from '../../licence/vendor-keys.ts';
import { Bandwidth } from './bandwidth.ts';
import type { Feed } from './feed.ts';
import { downloadPacks, readFeed, removePacks } from './feed.ts';
import { cancelled, stopsOthers } from './failures.ts';
import type { FoundParts, Ready } from './found-updates.ts';
import { FoundUpdates } from './found-updates.ts';
import type { Report } from './report.ts';
import { megabytes } from './report.ts';
import type { WebParts } from './web.ts';

export interface UpdatesParts extends FoundParts {
  web: WebParts;
  /** As they hold now, and which of them the clinic's policy decides. */
  settings: () => { settings: UpdateSettings; managed: UpdateState['managed'] };
  trusted: TrustedKeys;
  /** Where packs and the memory of feeds are kept. */
  folder: string;
  /** Installs packs one upon the other and lets the last answer: all of them or none. */
  install: (packs: readonly string[], report: Report, signal: AbortSignal) => Promise<unknown>;
  /** The error as the window shows it, with its line in the log. */
  asProblem: (error: unknown) => NonNullable<UpdateState['problem']>;
  onChange: (state: UpdateState) => void;
  /** Plain http on this computer: for tests. */
  loopback: boolean;
}

/** Of the time of an update, the share that its download takes, for the bar's sake. */
const downloadShare = 0.6;

/**
 * Updates of code sets from a feed: what it has, what of it is newer than what is held, bringing it here, installing it.
 * Nobody is asked while they are off, and nothing is switched that was not asked for.
 */
export class Updates {
  readonly #parts: UpdatesParts;
  readonly #found: FoundUpdates;
  #activity: UpdateState['activity'] = 'none';
  #problem: UpdateState['problem'] = null;
  #told: Awaited<ReturnType<FoundUpdates['told']>> = { offers: [], checked: null, listed: null };
  #tidied: Promise<void> = Promise.resolve();
  /** Ends with the permission that it was begun under. */
  #allowed = new AbortController();
  #followed: string | null = null;

  constructor(parts: UpdatesParts) {
    this.#parts = parts;
    this.#found = new FoundUpdates(parts);
  }

  /** Stops whatever runs where updates were switched off or another feed was named: whenever the settings change. */
  follow(): void {
    const now = this.#permission();
    if (this.#followed === now) return;
    this.#followed = now;
    this.#allowed.abort();
    this.#allowed = new AbortController();
  }

  /** Asks nobody: what was found when it was last asked. */
  async state(): Promise<UpdateState> {
    this.#told = await this.#found.told(this.#allowedFeed());
    return this.#state();
  }

  /**
   * Asks the feed what it has now.
   * @throws AppError `not-allowed` while updates are off or a look is under way, `readFeed`'s
   */
  async check(signal: AbortSignal): Promise<UpdateState> {
    const address = this.#address();
    if (this.#activity !== 'none') throw busy();
    const stop = this.#stopFor(signal);
    this.#show({ activity: 'checking' });
    await this.#tidied;
    try {
      await readFeed(this.#parts.web, this.#feed(address), stop);
      this.#found.renew();
      this.#problem = null;
    } catch (error) {
      this.#fail(error);
      throw error;
    } finally {
      this.#activity = 'none';
      this.#show(await this.#now());
    }
    return this.#state();
  }

  /**
   * Downloads what is ready for these lines and installs it, line by line. A line that fails is as it was and does not
   * stop the others, unless the network or the disk is at fault; what has arrived is kept for the next call.
   *
   * @throws AppError the first line's failure; `cancelled`; `not-found` where nothing is ready
   */
  async install(lines: readonly Line[], signal: AbortSignal, report: Report): Promise<UpdateState> {
    const address = this.#address();
    if (this.#activity !== 'none') throw busy();
    const stop = this.#stopFor(signal);
    await this.#tidied;
    const ready = (await this.#found.choices(this.#feed(address))).filter(
      (choice): choice is Ready => choice.state === 'ready' && lines.includes(choice.line),
    );
    if (ready.length === 0) {
      throw new AppError('not-found', 'There is no update for these lines now. Check for updates again.');
    }
    let failed: Error | undefined;
    try {
      for (const [at, choice] of ready.entries()) {
        const part: Report = ({ done, detail }) => {
          report({ done: done === null ? null : (at + done) / ready.length, detail });
        };
        try {
          this.#goOn(stop, address);
          await this.#bringAnyhow(choice, this.#feed(address), stop, part);
        } catch (error) {
          failed ??= error instanceof Error ? error : new Error(String(error));
          if (stopsOthers(error)) break;
        }
      }
      if (failed === undefined) this.#problem = null;
      else this.#fail(failed);
    } finally {
      this.#activity = 'none';
      this.#show(await this.#now());
    }
    if (failed !== undefined) throw failed;
    return this.#state();
  }

  /** Deletes packs of no use that lie here. At start, once it is known what is held; an installation waits for it. */
  async tidy(): Promise<void> {
    if (this.#activity !== 'none') return;
    const tidying = this.#found.tidy(this.#allowedFeed(), this.#parts.web.now());
    this.#tidied = tidying.catch(() => {});
    await tidying;
  }

  /** Changes that the installer refuses, since what is held is not what its manifest says, give way to the full pack. */
  async #bringAnyhow(choice: Ready, feed: Feed, signal: AbortSignal, report: Report): Promise<void> {
    try {
      await this.#bring(choice, feed, signal, report);
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'pack-base') throw error;
      const instead = await this.#found.instead(choice, feed);
      if (instead === null) throw error;
      this.#goOn(signal, feed.address);
      await this.#bring(instead, feed, signal, report);
    }
  }

  async #bring(choice: Ready, feed: Feed, signal: AbortSignal, report: Report): Promise<void> {
    const { web, folder, install } = this.#parts;
    const name = choice.editions[0]?.name ?? choice.line;
    this.#show({ activity: 'downloading' });
    const bandwidth = this.bandwidth();
    const files = await downloadPacks(web, {
      feed,
      packs: choice.packs,
      signal,
      ...(bandwidth === null ? {} : { bandwidth }),
      onProgress: ({ bytes, size }) => {
        const done = size === null ? null : (bytes / size) * downloadShare;
        report({ done, detail: `${name}: ${megabytes({ bytes, size: size ?? choice.bytes })}` });
      },
    });
    this.#show({ activity: 'installing' });
    this.#goOn(signal, feed.address);
    const installing: Report = ({ done, detail }) => {
      const all = downloadShare + (done ?? 0) * (1 - downloadShare);
      report({ done: all, detail: `Installing ${name}: ${detail}` });
    };
    await install(files, installing, signal);
    await removePacks(folder, choice.packs);
  }

  /** The cap as it is set now; null without one. */
  bandwidth(): Bandwidth | null {
    const { kilobytesPerSecond } = this.#parts.settings().settings;
    const { now, sleep } = this.#parts.web;
    return kilobytesPerSecond === null ? null : new Bandwidth(kilobytesPerSecond * 1000, now, sleep);
  }

  /** Stops with the caller's own signal, and when the permission to ask this feed ends. */
  #stopFor(signal: AbortSignal): AbortSignal {
    this.follow();
    return AbortSignal.any([signal, this.#allowed.signal]);
  }

  /** @throws AppError `cancelled` once that has happened, told of or not */
  #goOn(signal: AbortSignal, address: string): void {
    if (signal.aborted || this.#permission() !== address) throw cancelled();
  }

  /** The feed that may be asked now; null for none. */
  #permission(): string | null {
    const { enabled, feed } = this.#parts.settings().settings;
    return enabled ? feed : null;
  }

  #address(): string {
    const feed = this.#permission();
    if (feed !== null) return feed;
    throw new AppError(
      'not-allowed',
      'Updates are off: nothing was asked. Switch them on and give the address of a feed first.',
    );
  }

  #allowedFeed(): Feed | null {
    const address = this.#permission();
    return address === null ? null : this.#feed(address);
  }

  #feed(address: string): Feed {
    const { trusted, folder, loopback } = this.#parts;
    return { address, trusted, folder, loopback };
  }

  async #now(): Promise<Pick<UpdateState, 'activity'>> {
    await this.state();
    return { activity: this.#activity };
  }

  #fail(error: unknown): void {
    const isCancelled = error instanceof AppError && error.code === 'cancelled';
    this.#problem = isCancelled ? null : this.#parts.asProblem(error);
  }

  #show({ activity }: Pick<UpdateState, 'activity'>): void {
    this.#activity = activity;
    this.#parts.onChange(this.#state());
  }

  #state(): UpdateState {
    return {
      ...this.#parts.settings(),
      activity: this.#activity,
      ...this.#told,
      problem: this.#problem,
    };
  }
}

function busy(): AppError {
  return new AppError('not-allowed', 'Updates are being looked for or installed already. Wait a moment.');
}
