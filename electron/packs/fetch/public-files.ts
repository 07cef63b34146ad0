import { AppError } from '../../contract/errors.ts';
import type { PublicFile } from '../../contract/public-sets.ts';
import { notGivenByPage } from './failures.ts';
import type { Link } from './links.ts';
import { linksOf, wordsOf } from './links.ts';
import type { Place, PublicSource } from './source-list.ts';
import type { Text } from './text.ts';
import { fetchText } from './text.ts';
import type { AddressRules, WebParts } from './web.ts';

export interface Listing {
  source: PublicSource;
  /** Newest edition first. */
  files: PublicFile[];
  /** Why nothing could be listed; null where something was. */
  problem: AppError | null;
}

export interface ListOptions {
  /** YYYY-MM-DD */
  today: string;
  signal: AbortSignal;
  /** Plain http on this computer: for tests. */
  loopback?: boolean;
  /** Pages that were fetched a moment ago: several sets stand on one page. */
  pages?: Map<string, Promise<Text>>;
}

/** Largest page of links that is read, in bytes. */
const largestPage = 8 << 20;

/**
 * What the publisher of a source offers now. Its places are looked at in their order until one gives something.
 *
 * @throws AppError `cancelled`; every other failure is the listing's `problem`
 */
export async function listPublicFiles(
  parts: WebParts,
  source: PublicSource,
  options: ListOptions,
): Promise<Listing> {
  let problem: AppError | null = null;
  for (const place of source.places) {
    // A fixed address asks nobody: while no page can be reached it would be offered as if somebody had been asked.
    if ('file' in place && problem?.code === 'network-down') break;
    try {
      const links = await linksAt(parts, source, place, options);
      if (links.length > 0) return { source, files: filesOf(source, links, options.today), problem: null };
      problem ??= notGivenByPage(source.title, 'page' in place ? place.page : place.file);
    } catch (error) {
      if (!(error instanceof AppError) || error.code === 'cancelled') throw error;
      problem ??= error;
    }
  }
  return { source, files: [], problem };
}

/** The hosts that a source's pages and files may be on. */
export function rulesOf({ places, hosts }: PublicSource, loopback = false): AddressRules {
  const own = places.map((place) => new URL('page' in place ? place.page : place.file).host);
  return { hosts: [...new Set([...own, ...hosts])], loopback };
}

async function linksAt(
  parts: WebParts,
  source: PublicSource,
  place: Place,
  { today, signal, loopback, pages = new Map() }: ListOptions,
): Promise<Link[]> {
  const here = (address: string): string => address.replaceAll('{fiscalYear}', String(fiscalYear(today)));
  if ('file' in place) return [{ url: new URL(here(place.file)), text: '' }];
  const rules = rulesOf(source, loopback);
  const address = here(place.page);
  const fetching = pages.get(address) ?? fetchText(parts, { address, rules, most: largestPage, signal });
  pages.set(address, fetching);
  const { text, url } = await fetching;
  const fitting = linksOf(text, url).filter((link) => fits(link, place.words, place.without));
  const zips = fitting.filter(({ url: at }) => at.pathname.toLowerCase().endsWith('.zip'));
  if (zips.length === 0 && fitting.some(({ url: at }) => at.search.toLowerCase().includes('.zip'))) {
    throw new AppError(
      'not-allowed',
      `${source.publisher} asks to accept a licence before ${source.title} can be downloaded, which only you can do. Open ${url.href} in a browser, accept it, download the file and add it.`,
    );
  }
  return zips.filter(({ url: at }) => rules.hosts.includes(at.host));
}

/** Loosely: every word begins some word of the link's address or text, and none that must not. */
function fits({ url, text }: Link, words: readonly string[], without: readonly string[]): boolean {
  const has = [...wordsOf(`${url.pathname}${url.search}`), ...wordsOf(text)];
  const begins = (word: string): boolean => has.some((one) => one.startsWith(word));
  return words.every(begins) && !without.some(begins);
}

function filesOf(source: PublicSource, links: readonly Link[], today: string): PublicFile[] {
  const seen = new Set<string>();
  const dated = links
    .filter(({ url }) => !seen.has(url.href) && seen.add(url.href))
    .map((link) => ({ link, begins: beginsOf(link, source.cycle) }))
    .toSorted((a, b) => (b.begins ?? '').localeCompare(a.begins ?? ''));
  const inForce = dated.find(({ begins }) => begins !== null && begins <= today)?.begins ?? null;
  return dated.map(({ link: { url, text }, begins }, at) => ({
    source: source.id,
    address: url.href,
    title: text === '' ? nameOf(url) : text,
    begins,
    recommended:
      dated.findIndex((one) => one.begins === begins) === at &&
      (dated.length === 1 || (begins !== null && (begins === inForce || begins > today))),
  }));
}

/** "…/2024-…-order-updated-02/01/2024.zip" is all one name on CMS's pages. */
export function nameOf({ pathname }: URL): string {
  const [, name] = /^\/files\/zip\/(.+)$/.exec(pathname) ?? [];
  const last = name ?? pathname.slice(pathname.lastIndexOf('/') + 1);
  return wordsAndDots(last).slice(-120);
}

function wordsAndDots(text: string): string {
  return text
    .replaceAll(/%[0-9A-Fa-f]{2}/g, '-')
    .replaceAll(/[^A-Za-z0-9._-]/g, '-')
    .replace(/^[.-]+/, '');
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** The first day of the edition that a link names; the day of a later correction ("updated …") is none. */
export function beginsOf({ url, text }: Link, cycle: PublicSource['cycle']): string | null {
  const ofAddress = named(wordsOf(url.pathname));
  const { year, month } = ofAddress.year === null ? named(wordsOf(text)) : ofAddress;
  if (year === null) return null;
  if (cycle === 'quarter') return day(year, month ?? 1);
  return month === 4 ? day(year, 4) : day(year - 1, 10);
}

function named(words: readonly string[]): { year: number | null; month: number | null } {
  const end = words.indexOf('updated');
  const before = end < 0 ? words : words.slice(0, end);
  const year = before.find((word) => /^20\d\d$/.test(word));
  const month = before.find((word) => /^[a-z]+$/.test(word) && isMonth(word));
  return {
    year: year === undefined ? null : Number(year),
    month: month === undefined ? null : months.indexOf(month.slice(0, 3)) + 1,
  };
}

function isMonth(word: string): boolean {
  return /^(jan(uary)?|feb(ruary)?|mar(ch)?|apr(il)?|may|june?|july?|aug(ust)?|sept?(ember)?|oct(ober)?|nov(ember)?|dec(ember)?)$/.test(
    word,
  );
}

function day(year: number, month: number): string {
  return `${year}-${String(month).padStart(2, '0')}-01`;
}

/** The US government's fiscal year begins on October 1 of the calendar year before. */
function fiscalYear(today: string): number {
  const year = Number(today.slice(0, 4));
  return today.slice(5) >= '10-01' ? year + 1 : year;
}
