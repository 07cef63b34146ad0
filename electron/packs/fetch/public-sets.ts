import { AppError } from '../../contract/errors.ts';
import type { PublicFile, PublicSet } from '../../contract/public-sets.ts';
import type { Bandwidth } from './bandwidth.ts';
import type { Listing } from './public-files.ts';
import { listPublicFiles, rulesOf } from './public-files.ts';
import type { Obtained } from './public-sources.ts';
import { obtainPublicFiles } from './public-sources.ts';
import type { Report } from './report.ts';
import { megabytes } from './report.ts';
import type { PublicSource } from './source-list.ts';
import { readSources } from './source-list.ts';
import type { Text } from './text.ts';
import type { WebParts } from './web.ts';

export interface PublicSetsParts {
  /** The program's own list of sources, and the user's, which may be missing. */
  builtIn: string;
  own: string;
  /** Where downloads are kept, a folder for each source. */
  folder: string;
  web: WebParts;
  /** YYYY-MM-DD */
  today: () => string;
  /** Null while no cap is set. */
  bandwidth: () => Bandwidth | null;
  /** Plain http on this computer: for tests. */
  loopback: boolean;
}

/**
 * The public sets: what can be had, what the publishers offer now, and bringing it here. Nobody is asked before `list`;
 * only what it gave can be downloaded, so that no window can name an address of its own.
 */
export class PublicSets {
  readonly #parts: PublicSetsParts;
  #listed: PublicFile[] = [];

  constructor(parts: PublicSetsParts) {
    this.#parts = parts;
  }

  /** @throws AppError `readSources`'s */
  async sources(): Promise<PublicSet[]> {
    const sources = await this.#read();
    return sources.map((source) => ({
      id: source.id,
      line: source.line,
      title: source.title,
      publisher: source.publisher,
      datasets: source.datasets,
      hosts: [...rulesOf(source).hosts],
    }));
  }

  /**
   * What each publisher offers now. One that does not answer as expected does not keep the others from being asked; a
   * network that is down does.
   *
   * @throws AppError `cancelled`, `readSources`'s
   */
  async list(signal: AbortSignal, report: Report): Promise<Listing[]> {
    const { web, today, loopback } = this.#parts;
    const sources = await this.#read();
    const listings: Listing[] = [];
    const pages = new Map<string, Promise<Text>>();
    let down: AppError | null = null;
    for (const [at, source] of sources.entries()) {
      report({ done: at / sources.length, detail: `${source.title} at ${source.publisher}` });
      const listing: Listing =
        down === null
          ? await listPublicFiles(web, source, { today: today(), signal, loopback, pages })
          : { source, files: [], problem: down };
      if (listing.problem?.code === 'network-down') down = listing.problem;
      listings.push(listing);
    }
    this.#listed = listings.flatMap(({ files }) => files);
    return listings;
  }

  /**
   * Downloads files that were listed; a file that fails does not stop the others.
   *
   * @param addresses those of listed files
   * @throws AppError `not-found` for one that was not listed, `cancelled`; what has arrived goes on at the next call
   */
  async get(addresses: readonly string[], signal: AbortSignal, report: Report): Promise<Obtained[]> {
    const { folder, web, bandwidth, loopback } = this.#parts;
    const files = addresses.map((address) => this.#find(address));
    const cap = bandwidth();
    return obtainPublicFiles(web, {
      sources: await this.#read(),
      files,
      folder,
      signal,
      loopback,
      ...(cap === null ? {} : { bandwidth: cap }),
      onProgress: ({ file, at, bytes, size }) => {
        const done = size === null || size === 0 ? null : (at + bytes / size) / files.length;
        report({ done, detail: `${file.title}: ${megabytes({ bytes, size })}` });
      },
    });
  }

  #find(address: string): PublicFile {
    const file = this.#listed.find((one) => one.address === address);
    if (file) return file;
    throw new AppError(
      'not-found',
      'That file is not among those listed last. Look again at what is published, then choose.',
    );
  }

  #read(): Promise<PublicSource[]> {
    return readSources(this.#parts.builtIn, this.#parts.own);
  }
}
