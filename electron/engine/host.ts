import { AppError } from '../contract/errors.ts';
import type { GrantsInput } from '../licence/grants-input.ts';
import { nobody } from '../licence/grants-input.ts';
import type {
  EngineMessage,
  EngineMethod,
  EngineMethods,
  EnginePort,
  EngineProgress,
  OpenReport,
  OpenRequest,
} from './rpc.ts';

type Progress = EngineProgress['progress'];

interface Waiting {
  method: EngineMethod;
  input: EngineMethods[EngineMethod]['input'];
  attempts: number;
  resolve(value: EngineMethods[EngineMethod]['output']): void;
  reject(error: AppError): void;
  onProgress: ((progress: Progress) => void) | undefined;
}

export interface HostOptions {
  /** Starts a new engine process. */
  spawn: () => EnginePort;
  /** Called after an engine that died has opened its library again. */
  onRestart?: (report: OpenReport) => void;
  log?: (message: string) => void;
}

/** A request that was being answered when the engine died is tried once more, then given up: it may be the cause. */
const mostAttempts = 2;
/** Crashes without an answer between them before the host stops trying. */
const mostCrashes = 4;

/**
 * The main process's (or terminal's) side of the engine: sends requests, and starts the engine again when it dies.
 * A restarted engine opens the same library and answers what was waiting, so that whoever typed sees only a pause.
 */
export class EngineHost {
  readonly #options: HostOptions;
  readonly #waiting = new Map<number, Waiting>();
  #port: EnginePort | undefined;
  #nextId = 1;
  #library: OpenRequest | undefined;
  #grants: GrantsInput | undefined;
  #crashes = 0;
  #closing = false;
  /** Why nothing more is asked of an engine: it was ended, or it keeps stopping. */
  #over: AppError | undefined;

  constructor(options: HostOptions) {
    this.#options = options;
  }

  /** Opens a library; it stays the one that a restarted engine opens. */
  async open(library: OpenRequest): Promise<OpenReport> {
    if (this.#over && !this.#closing) {
      // Another library, or the same one mended, is a new start for an engine that kept stopping.
      this.#over = undefined;
      this.#crashes = 0;
    }
    const report = await this.request('open', this.#granted(library));
    this.#library = library;
    return report;
  }

  /** Who may see what, as it was said last. */
  get grants(): GrantsInput {
    return this.#grants ?? nobody;
  }

  /** Lets the open library, and every one opened later, answer under other grants. */
  async grant(grants: GrantsInput): Promise<void> {
    this.#grants = grants;
    // One that is opening a library takes them after it; one that is not running gets them with the next library.
    if (this.#port) await this.request('grant', grants);
  }

  request<M extends EngineMethod>(
    method: M,
    input: EngineMethods[M]['input'],
    onProgress?: (progress: Progress) => void,
  ): Promise<EngineMethods[M]['output']> {
    return new Promise((resolve, reject) => {
      if (this.#over) {
        reject(this.#over);
        return;
      }
      const id = this.#nextId;
      this.#nextId += 1;
      this.#waiting.set(id, { method, input, attempts: 1, resolve, reject, onProgress });
      this.#running().post({ id, method, input });
    });
  }

  /** Lets the engine close its files, then ends it. */
  async close(): Promise<void> {
    if (this.#closing) return;
    this.#closing = true;
    if (this.#port) {
      await Promise.race([
        this.request('close', null).catch(() => {}),
        new Promise((resolve) => setTimeout(resolve, 2000).unref()),
      ]);
    }
    this.end();
  }

  /** Ends the engine at once; what was waiting is rejected as cancelled. */
  end(): void {
    this.#closing = true;
    this.#port?.kill();
    this.#port = undefined;
    this.#giveUp(new AppError('cancelled', 'Cancelled. Nothing was changed.'));
  }

  #granted(library: OpenRequest): OpenRequest {
    return this.#grants ? { ...library, grants: this.#grants } : library;
  }

  #running(): EnginePort {
    if (this.#port) return this.#port;
    const port = this.#options.spawn();
    this.#port = port;
    port.onMessage((message) => {
      this.#receive(message);
    });
    port.onExit((code) => {
      if (this.#port === port) this.#died(code);
    });
    return port;
  }

  #receive(message: EngineMessage): void {
    const waiting = this.#waiting.get(message.id);
    if (!waiting) return;
    if ('progress' in message) {
      waiting.onProgress?.(message.progress);
      return;
    }
    this.#waiting.delete(message.id);
    this.#crashes = 0;
    if (message.ok) waiting.resolve(message.value);
    else waiting.reject(new AppError(message.error.code, message.error.message, { id: message.error.id }));
  }

  #died(code: number | null): void {
    this.#port = undefined;
    if (this.#closing) return;
    this.#crashes += 1;
    this.#options.log?.(`engine ended unexpectedly (exit ${code ?? 'signal'}), crash ${this.#crashes}`);
    if (this.#crashes >= mostCrashes) {
      this.#giveUp(
        new AppError(
          'engine-down',
          'The search engine keeps stopping. Restart the program; your data is safe.',
        ),
      );
      return;
    }
    void this.#restart();
  }

  async #restart(): Promise<void> {
    const unanswered = [...this.#waiting];
    this.#waiting.clear();
    try {
      const library = this.#library;
      if (library) {
        const report = await this.request('open', this.#granted(library));
        this.#options.onRestart?.(report);
      }
    } catch (error) {
      this.#options.log?.(`engine could not open its library again: ${String(error)}`);
    }
    for (const [id, waiting] of unanswered) this.#resend(id, waiting);
  }

  #resend(id: number, waiting: Waiting): void {
    if (this.#over) {
      waiting.reject(this.#over);
      return;
    }
    if (waiting.attempts >= mostAttempts) {
      waiting.reject(
        new AppError(
          'engine-down',
          'The search engine stopped on this request and was started again. Try another one.',
        ),
      );
      return;
    }
    waiting.attempts += 1;
    this.#waiting.set(id, waiting);
    this.#running().post({ id, method: waiting.method, input: waiting.input });
  }

  #giveUp(error: AppError): void {
    this.#over = error;
    for (const waiting of this.#waiting.values()) waiting.reject(error);
    this.#waiting.clear();
  }
}
