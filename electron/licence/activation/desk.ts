import type { Account, RequestPurpose, TakenOff } from '../../contract/account.ts';
import { AppError } from '../../contract/errors.ts';
import { managedSettings } from '../policy/managed-settings.ts';
import type { LicenceDocument } from '../document.ts';
import { writeReceipt } from '../receipt.ts';
import type { RequestContent } from '../request.ts';
import { signRequest } from '../request.ts';
import { openSignedKey } from '../signed-key.ts';
import type { Custody } from './custody.ts';
import type { Endpoint } from './endpoint.ts';
import type { Held } from './held.ts';
import { Keygen } from './keygen.ts';
import { activateOnline, keyOfUser, refreshOnline } from './online.ts';
import { ServiceError } from './service-error.ts';
import type { WebParts } from './web.ts';

export interface DeskParts {
  custody: Custody;
  /** The server; null where none is configured: then nothing here ever connects. */
  endpoint: Endpoint | null;
  web: WebParts;
  computer: { name: string; platform: string };
  appVersion: string;
  isForeign: boolean;
}

/** What a user can do about their licence: each act of the account screen, with or without a server. */
export class AccountDesk {
  readonly #parts: DeskParts;
  #running: AbortController | undefined;

  constructor(parts: DeskParts) {
    this.#parts = parts;
  }

  /** Everything the account screen shows, as it is now. */
  account(): Account {
    const { custody, endpoint, computer, isForeign } = this.#parts;
    const { fingerprint, managed, keysKept, held } = custody.parts;
    const { state, mayConfirmClock } = custody.current;
    const { email } = held.get();
    const isManaged = Object.keys(managed.policy).length > 0 || managed.problems.length > 0;
    return {
      licence: state,
      mayConfirmClock,
      online: endpoint && {
        host: new URL(endpoint.address).host,
        mayRegister: endpoint.registrationPolicy !== undefined,
      },
      computer: fingerprint === null ? null : { name: computer.name, fingerprint },
      person: custody.person().account,
      email,
      removable: custody.ownLicences().length > 0 ? { isOnline: this.#online() !== null } : null,
      keysKept,
      // Whoever has a licence here again needs no word of it.
      isForeign: isForeign && state.tier !== 'licensed',
      managed: isManaged
        ? {
            organization: managed.policy.organization ?? null,
            settings: managedSettings(managed),
            problems: managed.problems,
          }
        : null,
    };
  }

  /** Takes a file's text. @throws AppError as `Custody.take` */
  async take(text: string, key: string | null): Promise<Account> {
    await this.#parts.custody.take(text, key);
    return this.account();
  }

  /** A key for encrypted files that lie here already. @throws AppError `licence-refused` */
  async enterKey(key: string): Promise<Account> {
    await this.#parts.custody.enterKey(key);
    return this.account();
  }

  /** Activates a key on the server. @throws ServiceError; AppError `licence-refused` for a file that is not ours */
  activate(key: string): Promise<Account> {
    return this.#conversation(async (endpoint, signal) => {
      this.#checkTyping(key);
      await this.#activateKey(endpoint, key, signal);
      return this.account();
    });
  }

  /** Registers or signs in by e-mail and activates the licence of that account. */
  signIn({ email, password, isNew }: { email: string; password: string; isNew: boolean }): Promise<Account> {
    return this.#conversation(async (endpoint, signal) => {
      const key = await keyOfUser(this.#parts.web, endpoint, { email, password, isNew, signal });
      const { emails } = await this.#activateKey(endpoint, key, signal);
      // Whoever runs a server can confirm any address; what the vendor signed names the licence's own people.
      if (emails.includes(email.toLowerCase())) await this.#parts.custody.keep({ email });
      return this.account();
    });
  }

  /** Fetches a new file for this computer, after a renewal or before the file's own end. */
  fetchNewest(): Promise<Account> {
    return this.#conversation(async (endpoint, signal) => {
      const machine = this.#online();
      if (!machine) {
        throw new AppError(
          'not-found',
          'This computer was not activated on this server. Activate it with its key first.',
        );
      }
      const file = await refreshOnline(this.#parts.web, endpoint, {
        key: machine.key,
        machineId: machine.id,
        signal,
      });
      return this.take(file, machine.key);
    });
  }

  /** The signed request for a vendor, to be saved or shown as a QR code. */
  request(wanted: RequestPurpose): string {
    const isForKey = wanted.purpose === 'activate';
    if (isForKey) this.#checkTyping(wanted.key);
    return this.#signed({
      purpose: wanted.purpose,
      licenceKey: isForKey ? wanted.key : null,
      email: isForKey ? null : wanted.email,
      receipt: null,
    });
  }

  /**
   * Takes the licence off this computer, so that it can go to another: on the server where it was activated there, and
   * always by a receipt. Where the server cannot be heard nothing is taken off, or the licence would be lost on both.
   */
  async takeOff(isOffline: boolean): Promise<TakenOff> {
    const { custody } = this.#parts;
    const machine = this.#online();
    const licence = custody.parts.held.get().machine?.licence ?? custody.ownLicences()[0];
    if (licence === undefined) {
      throw new AppError('not-found', 'No licence is bound to this computer, so there is none to take off.');
    }
    if (machine && !isOffline) {
      await this.#conversation((at, signal) =>
        new Keygen(this.#parts.web, at, signal).deactivate(machine.key, machine.id),
      );
    }
    await custody.takeOff(licence);
    const at = new Date(custody.parts.now()).toISOString();
    const fingerprint = this.#fingerprint();
    const receipt = writeReceipt({ licence, fingerprint, at }, custody.installKey);
    const request = this.#signed({ purpose: 'deactivate', licenceKey: null, email: null, receipt });
    return { account: this.account(), request };
  }

  async confirmClock(): Promise<Account> {
    await this.#parts.custody.confirmClock();
    return this.account();
  }

  /** Ends the conversation with the server, if one is going on. */
  cancel(): void {
    this.#running?.abort();
  }

  /**
   * The heartbeat of a computer whose licence insists on one, to the server where it was activated. Silence changes
   * nothing, and “not found”, which any server says, is silence: only one that says that it has given the computer up
   * takes the licence off.
   *
   * @returns seconds to the next one; null where none is wanted
   */
  async beat(): Promise<number | null> {
    const { custody, endpoint, web } = this.#parts;
    const machine = this.#online();
    if (!machine || machine.heartbeat === null || !endpoint) return null;
    try {
      await new Keygen(web, endpoint).ping(machine.key, machine.id);
    } catch (error) {
      const isGone = error instanceof ServiceError && error.reason === 'heartbeat-dead';
      custody.parts.log(`heartbeat: ${error instanceof ServiceError ? error.reason : 'failed'}`);
      if (isGone) {
        await custody.takeOff(machine.licence);
        return null;
      }
    }
    return machine.heartbeat;
  }

  async #activateKey(endpoint: Endpoint, key: string, signal: AbortSignal): Promise<LicenceDocument> {
    const { custody, web, computer } = this.#parts;
    const machine = { fingerprint: this.#fingerprint(), ...computer };
    const activated = await activateOnline(web, endpoint, { key, machine, signal });
    await custody.take(activated.file, key);
    const document = custody.document(activated.file, key);
    const { machineId: id, licenceId: licence, heartbeat } = activated;
    const at = { address: endpoint.address, account: endpoint.account };
    await custody.keep({ machine: { id, at, licence, key, heartbeat } });
    return document;
  }

  /** The machine of this computer, where the server that is configured now is the one it was made on. */
  #online(): Held['machine'] {
    const { custody, endpoint } = this.#parts;
    const { machine } = custody.parts.held.get();
    const isThere = machine?.at?.address === endpoint?.address && machine?.at?.account === endpoint?.account;
    return endpoint && isThere ? machine : null;
  }

  /** A key that carries its own signature shows a typing mistake before it is sent anywhere. */
  #checkTyping(key: string): void {
    if (!key.startsWith('key/')) return;
    const opened = openSignedKey(key, this.#parts.custody.parts.trusted);
    if (!opened.ok) {
      throw new AppError(
        'licence-refused',
        'This licence key is not as the vendor wrote it. Copy the whole key from the message it came in, from “key/” to its end.',
      );
    }
  }

  #signed(content: Pick<RequestContent, 'purpose' | 'licenceKey' | 'email' | 'receipt'>): string {
    const { custody, computer, appVersion } = this.#parts;
    const request = signRequest(
      {
        format: 'case2code request',
        version: 1,
        ...content,
        fingerprint: this.#fingerprint(),
        computer: computer.name.slice(0, 120),
        platform: computer.platform,
        app: appVersion,
        made: new Date(custody.parts.now()).toISOString(),
      },
      custody.installKey,
    );
    return JSON.stringify(request);
  }

  #fingerprint(): string {
    const { fingerprint } = this.#parts.custody.parts;
    if (fingerprint !== null) return fingerprint;
    throw new AppError(
      'licence-no-machine-id',
      'This computer’s operating system has no id of its own, so a licence for one computer cannot be used here. A licence for named people can.',
    );
  }

  async #conversation<T>(talk: (endpoint: Endpoint, signal: AbortSignal) => Promise<T>): Promise<T> {
    const { endpoint } = this.#parts;
    if (!endpoint) {
      throw new AppError(
        'not-allowed',
        'No activation server is configured for this program. Activate by file.',
      );
    }
    if (this.#running) {
      throw new AppError(
        'not-allowed',
        'The activation server is being asked already. Wait for it, or cancel.',
      );
    }
    this.#running = new AbortController();
    try {
      return await talk(endpoint, this.#running.signal);
    } finally {
      this.#running = undefined;
    }
  }
}
