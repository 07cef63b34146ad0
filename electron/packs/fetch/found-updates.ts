import { basename } from 'node:path';
import type { UpdateOffer, UpdateState } from '../../contract/updates.ts';
import type { Feed, KnownList } from './feed.ts';
import { arrivedOf, knownList, packFileOf, removePacks } from './feed.ts';
import type { Choice } from './feed-choice.ts';
import { chooseUpdates } from './feed-choice.ts';
import { tidyFetched } from './fetched.ts';
import type { Holdings } from './holdings.ts';
import { waitsOf } from './holdings.ts';
import { isOldList } from './list-age.ts';
import { readMemory, writeMemory } from './update-memory.ts';

export type Ready = Extract<Choice, { state: 'ready' }>;

export interface FoundParts {
  holdings: () => Holdings;
  appVersion: string;
  /** YYYY-MM-DD */
  today: () => string;
  /** Ids of the content keys that licences have unwrapped. */
  contentKeys: () => ReadonlySet<string>;
}

/**
 * What was found when a feed was last asked, in this run of the program or in one before, weighed against what is held
 * now. Asks nobody. A list is good for the feed it came from; of no feed (null) nothing is found.
 */
export class FoundUpdates {
  readonly #parts: FoundParts;
  /** Of the feed that was spoken of last; null where the disk has no list of it that can be believed. */
  #last: { address: string; known: Promise<KnownList | null> } | null = null;

  constructor(parts: FoundParts) {
    this.#parts = parts;
  }

  /** The feed has been asked: what it gave lies on the disk. */
  renew(): void {
    this.#last = null;
  }

  async choices(feed: Feed | null): Promise<Choice[]> {
    const known = await this.#known(feed);
    if (feed === null || known === null) return [];
    const { holdings, appVersion, contentKeys } = this.#parts;
    const { installation: id, refused } = await readMemory(feed.folder);
    const { held } = holdings();
    const installation = { id, appVersion, contentKeys: contentKeys() };
    const unchangeable = held.filter(({ line, content }) => refused?.[line] === content);
    return chooseUpdates(known.list, held, installation, new Set(unchangeable.map(({ line }) => line)));
  }

  /**
   * What else leads to the newest edition where changes to what a line holds were refused; null for nothing, and for what
   * would take more away than was agreed to: that is an offer of its own. They are not offered again while the line
   * holds the same.
   *
   * @throws AppError `disk-full`, `read-only`
   */
  async instead({ line, packs, drops }: Ready, feed: Feed): Promise<Ready | null> {
    const held = this.#parts.holdings().held.find((one) => one.line === line);
    if (held === undefined || packs[0]?.kind !== 'delta') return null;
    const memory = await readMemory(feed.folder);
    // Outlives the program: what is fetched in their stead is gone on with at a later start.
    await writeMemory(feed.folder, { ...memory, refused: { ...memory.refused, [line]: held.content } });
    await removePacks(feed.folder, packs);
    const other = (await this.choices(feed)).find((choice) => choice.line === line);
    if (other?.state !== 'ready') return null;
    return other.drops.every((name) => drops.includes(name)) ? other : null;
  }

  async told(feed: Feed | null): Promise<Pick<UpdateState, 'offers' | 'checked' | 'listed'>> {
    const known = await this.#known(feed);
    if (feed === null || known === null) return { offers: [], checked: null, listed: null };
    const offers: UpdateOffer[] = [];
    for (const choice of await this.choices(feed)) {
      if (choice.state === 'current') continue;
      const { line, state, editions } = choice;
      if (state === 'ready') offers.push(await this.#ready(choice, feed.folder));
      else if (state === 'needs-app') offers.push({ state, line, editions, minimumApp: choice.minimumApp });
      else offers.push({ state, line, editions });
    }
    const { list, checked } = known;
    return {
      offers,
      checked,
      listed: { created: list.created, isOld: isOldList(list, this.#parts.today()) },
    };
  }

  /**
   * Deletes packs that lie here, whole or begun, and that a newer one has taken the place of; see `tidyFetched`. Those of
   * a line that does not open stay: nobody knows what it holds.
   *
   * @param now milliseconds since 1970
   */
  async tidy(feed: Feed | null, now: number): Promise<void> {
    if (feed === null) return;
    const { notOpen } = this.#parts.holdings();
    const wanted = new Map<string, Set<string>>();
    for (const choice of await this.choices(feed)) {
      const { line, state } = choice;
      if (notOpen.has(line) || (state !== 'ready' && state !== 'current')) continue;
      const packs = state === 'ready' ? choice.packs : [];
      wanted.set(line, new Set(packs.map((pack) => basename(packFileOf(feed.folder, pack)))));
    }
    const isUnwanted = (name: string): boolean => {
      const ofLine = wanted.get(name.slice(0, name.indexOf('-')));
      return ofLine !== undefined && !ofLine.has(name);
    };
    await tidyFetched({ packs: feed.folder }, { now, isUnwanted });
  }

  #known(feed: Feed | null): Promise<KnownList | null> {
    if (feed === null) return Promise.resolve(null);
    const { address } = feed;
    if (this.#last?.address !== address) this.#last = { address, known: knownList(feed) };
    return this.#last.known;
  }

  async #ready({ state, line, editions, packs, bytes, drops }: Ready, folder: string): Promise<UpdateOffer> {
    let arrived = 0;
    for (const pack of packs) arrived += await arrivedOf(folder, pack);
    const isDelta = packs.every(({ kind }) => kind === 'delta');
    const waits = waitsOf(line, drops, this.#parts.holdings());
    return { state, line, editions, bytes, arrived, isDelta, drops, waits };
  }
}
