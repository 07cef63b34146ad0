import type { KeyObject } from 'node:crypto';
import { AppError } from '../../contract/errors.ts';
import type { LicenceState } from '../../contract/licence.ts';
import type { ManagedPolicy } from '../policy/read-policy.ts';
import type { LicenceDocument } from '../document.ts';
import { openLicence } from '../open-file.ts';
import { confirmClock, mostAhead } from '../clock.ts';
import type { Person } from '../roster.ts';
import { openRoster } from '../roster.ts';
import type { Evaluation } from '../state.ts';
import { evaluate } from '../state.ts';
import type { TrustedKeys } from '../vendor-keys.ts';
import { withDeactivated } from '../memory.ts';
import type { Held } from './held.ts';
import { installKeyOf } from './held.ts';
import type { LicenceFile } from './licence-files.ts';
import { keepLicenceFile, readLicenceFiles, removeLicenceFiles } from './licence-files.ts';

export interface CustodyParts {
  /** Folder of this user's licence files. */
  folder: string;
  /** Machine-wide folder, read only. */
  machineFolder: string;
  /** Copies of what the policy names on a share: a share that is away must not close anything. */
  shareCopies: string;
  managed: ManagedPolicy;
  trusted: TrustedKeys;
  /** Of this computer; null where the operating system has none. */
  fingerprint: string | null;
  /** Account of the operating system. */
  account: string;
  /** What is remembered; see `Held`. */
  held: { get: () => Held; set: (held: Held) => Promise<void> };
  /** True where the system has a keyring: only then are licence keys kept. */
  keysKept: boolean;
  now: () => number;
  /** Milliseconds of a clock that only runs forward. */
  monotonic: () => number;
  /** What is open now, after every evaluation. */
  onChange: (evaluation: Evaluation) => void;
  log: (message: string) => void;
}

/**
 * Holds the licence files, keys and memory of this computer and this user, and says what they are worth now. It knows
 * no network: see `AccountDesk` for what is asked of a server.
 */
export class Custody {
  readonly parts: CustodyParts;
  #files: LicenceFile[] = [];
  /** Keys for this session, where none may be kept. */
  readonly #sessionKeys = new Set<string>();
  #asked: number | undefined;
  #evaluation: Evaluation | undefined;

  constructor(parts: CustodyParts) {
    this.parts = parts;
  }

  /** Reads the files of all places and evaluates them. @returns what is open now */
  async refresh(): Promise<Evaluation> {
    const { folder, machineFolder, shareCopies } = this.parts;
    const places = [machineFolder, shareCopies, folder];
    this.#files = (await Promise.all(places.map(readLicenceFiles))).flat();
    return this.evaluate();
  }

  /**
   * Copies what the policy names on a share, so that it counts while the share is away; a share that is gone leaves the
   * last copies standing. Apart from `refresh`, because a dead share takes half a minute to say so.
   */
  async copyShare(): Promise<void> {
    const { shareCopies, managed, log } = this.parts;
    const share = managed.policy.licenceFile;
    if (share === undefined) return;
    const found = await readLicenceFiles(share);
    if (found.length === 0) {
      log('the licence file that the policy names cannot be read; its last copy counts');
      return;
    }
    const had = new Set((await readLicenceFiles(shareCopies)).map(({ path }) => path));
    const kept = await Promise.all(found.map(({ text }) => keepLicenceFile(shareCopies, text)));
    const gone = [...had].filter((path) => !kept.includes(path));
    await removeLicenceFiles(gone);
    if (gone.length > 0 || kept.some((path) => !had.has(path))) await this.refresh();
  }

  /** Judges what is held, at this moment, and remembers what was seen. */
  async evaluate(): Promise<Evaluation> {
    const { held, now, monotonic, onChange, log } = this.parts;
    const asked = monotonic();
    const elapsed = this.#asked === undefined ? 0 : asked - this.#asked;
    this.#asked = asked;
    const evaluation = evaluate({ ...this.#evidence(this.#files), now: now(), elapsed });
    this.#evaluation = evaluation;
    onChange(evaluation);
    const { keys } = held.get();
    await held.set({ ...held.get(), memory: evaluation.memory }).catch((error: unknown) => {
      log(`licence memory: ${String(error)}`);
    });
    // A command beside this process may have brought a key that opens what was closed.
    return held.get().keys.every((key) => keys.includes(key)) ? evaluation : this.evaluate();
  }

  get current(): Evaluation {
    return this.#evaluation ?? evaluate({ ...this.#evidence([]), now: this.parts.now(), elapsed: 0 });
  }

  get installKey(): KeyObject {
    return installKeyOf(this.parts.held.get());
  }

  /**
   * Refuses a licence, machine or roster file that opens nothing here for good. One that only waits for something (a
   * roster, a clock set right) passes.
   *
   * @param key the licence key that opens it, where it is encrypted
   * @throws AppError `licence-needs-key`, `licence-refused`
   */
  check(text: string, key: string | null): void {
    const name = 'this file';
    const evidence = this.#evidence([{ name, path: '', text }], key === null ? [] : [key]);
    const { state } = evaluate({ ...evidence, now: this.parts.now(), elapsed: 0 });
    const refusal = state.refused.find(({ file }) => file === name);
    if (refusal) {
      const code = refusal.fault === 'needs-key' ? 'licence-needs-key' : 'licence-refused';
      throw new AppError(code, `${refusal.sentence} ${refusal.next}`);
    }
    if (state.validity === 'wrong-machine' || state.validity === 'expired') {
      throw new AppError('licence-refused', `${state.sentence} ${state.next}`);
    }
  }

  /** Takes a file that passes `check` into this user's own. @throws AppError as `check` */
  async take(text: string, key: string | null): Promise<Evaluation> {
    this.check(text, key);
    await keepLicenceFile(this.parts.folder, text);
    await this.#addKeys(key === null ? [] : [key]);
    await this.#removeSuperseded();
    return this.refresh();
  }

  /**
   * A key for encrypted files that lie here already: those of a clinic, or of a computer without a keyring.
   *
   * @throws AppError `licence-refused` where it opens none of them
   */
  async enterKey(key: string): Promise<Evaluation> {
    const { now } = this.parts;
    const closed = (state: LicenceState): number =>
      state.refused.filter(({ fault }) => fault === 'needs-key' || fault === 'wrong-key').length;
    const after = evaluate({ ...this.#evidence(this.#files, [key]), now: now(), elapsed: 0 }).state;
    if (closed(after) >= closed(this.current.state)) {
      throw new AppError(
        'licence-refused',
        'This key opens none of the licence files here. Check it, or open the file that belongs to it.',
      );
    }
    await this.#addKeys([key]);
    return this.evaluate();
  }

  /** Remembers a key, where there is a keyring; else until the program ends. */
  async #addKeys(keys: readonly string[]): Promise<void> {
    const { held, keysKept } = this.parts;
    for (const key of keys) this.#sessionKeys.add(key);
    const missing = keys.filter((key) => !held.get().keys.includes(key));
    if (!keysKept || missing.length === 0) return;
    await held.set({ ...held.get(), keys: [...held.get().keys, ...missing].slice(-20) });
  }

  /** What a server confirmed: the machine, the address. */
  async keep(change: Partial<Pick<Held, 'machine' | 'email' | 'profileApplied'>>): Promise<void> {
    const { held, keysKept } = this.parts;
    const machine = change.machine;
    // The key of the machine is a licence key as any other.
    const kept = machine && !keysKept ? { ...change, machine: null } : change;
    await held.set({ ...held.get(), ...kept });
  }

  async confirmClock(): Promise<Evaluation> {
    const { held, now } = this.parts;
    await held.set({ ...held.get(), memory: confirmClock(held.get().memory, now()) });
    return this.evaluate();
  }

  /** Ids of the licences in this user's own files that are bound to this computer. */
  ownLicences(): string[] {
    const own = this.#files.filter(({ path }) => path.startsWith(this.parts.folder));
    return own.flatMap(({ text }) => {
      const opened = this.#open(text, Infinity);
      return opened?.fingerprint === this.parts.fingerprint && opened.fingerprint !== null ? [opened.id] : [];
    });
  }

  /** Takes a licence off this computer: its files go, and every file of it issued until then is void from here on. */
  async takeOff(licence: string): Promise<Evaluation> {
    const { held, folder } = this.parts;
    const before = held.get();
    // Whatever this computer's clock shows: it may have been set, and only what the vendor signed tells moments.
    const files = this.#files
      .map(({ text, path }) => ({ path, document: this.#open(text, Infinity) }))
      .filter(({ document }) => document?.id === licence);
    const gone = files.filter(({ path }) => path.startsWith(folder));
    const key = gone.map(({ document }) => document?.key).find((one) => one !== undefined);
    // A file that was moved away for the while was seen before: it is no newer than the newest one seen.
    const issues = files.map(({ document }) => document?.issued ?? 0);
    const until = Math.max(before.memory.newestSigned, ...issues);
    await held.set({
      ...before,
      memory: withDeactivated(before.memory, licence, until),
      keys: before.keys.filter((one) => one !== key),
      machine: before.machine?.licence === licence ? null : before.machine,
    });
    if (key !== undefined) this.#sessionKeys.delete(key);
    await removeLicenceFiles(gone.map(({ path }) => path));
    return this.refresh();
  }

  /** Of the files of one licence only the newest says anything: for this computer, for its people, and its roster. */
  async #removeSuperseded(): Promise<void> {
    const newest = new Map<string, { order: number; path: string }>();
    const older: string[] = [];
    for (const { path, text } of await readLicenceFiles(this.parts.folder)) {
      const opened = this.#open(text);
      const roster = this.#roster(text);
      const name = opened ? `${opened.id} ${opened.fingerprint ?? ''}` : roster && `${roster.licence} roster`;
      if (name === undefined) continue;
      const one = { order: opened?.issued ?? roster?.serial ?? 0, path };
      const held = newest.get(name);
      if (held) older.push(held.order > one.order ? path : held.path);
      if (!held || held.order <= one.order) newest.set(name, one);
    }
    await removeLicenceFiles(older);
  }

  /**
   * What a file says whose signature is the vendor's.
   *
   * @throws AppError `licence-refused` for any other
   */
  document(text: string, key: string): LicenceDocument {
    const opened = openLicence(text, { ...this.#evidence([], [key]), latest: Infinity });
    if (opened.ok) return opened.value;
    throw new AppError('licence-refused', 'This is no licence file that the vendor signed.');
  }

  #open(text: string, latest = this.parts.now() + mostAhead) {
    const opened = openLicence(text, { ...this.#evidence([]), latest });
    return opened.ok ? opened.value : undefined;
  }

  #roster(text: string) {
    const opened = openRoster(text, this.parts.trusted, this.parts.now() + mostAhead);
    return opened.ok ? opened.value : undefined;
  }

  #evidence(files: readonly LicenceFile[], keys: readonly string[] = []) {
    const { held, managed, trusted, fingerprint } = this.parts;
    const { memory, machine } = held.get();
    const managedKey = managed.policy.licenceKey;
    const licenceKeys = [
      ...keys,
      ...held.get().keys,
      ...this.#sessionKeys,
      ...(machine ? [machine.key] : []),
      ...(managedKey === undefined ? [] : [managedKey]),
    ];
    return {
      files,
      licenceKeys: [...new Set(licenceKeys)],
      trusted,
      // No machine file names an empty fingerprint.
      fingerprint: fingerprint ?? '',
      person: this.person(),
      memory,
    };
  }

  person(): Person {
    return { account: this.parts.account, email: this.parts.held.get().email };
  }
}
