import { fork, type ChildProcess, type StdioOptions } from 'node:child_process';
import { constants } from 'node:os';
import type { Readable } from 'node:stream';
import type * as Electron from 'electron';
import { app } from './app.ts';
import { Loud, plainStandIn, standsFor, type PartOf } from './stand-in.ts';

/** Electron hands V8 what stands behind one switch; Node takes each flag by itself. */
function asNodeTakesIt(argument: string): string[] {
  const [name, flags] = argument.split(/=(.*)/s);
  return name === '--js-flags' ? (flags ?? '').split(' ') : [argument];
}

/** `utilityProcess` over `child_process.fork`; the child finds `process.parentPort` (see utility-child.ts). */
class ShimUtilityProcess extends Loud implements PartOf<Electron.UtilityProcess> {
  #child: ChildProcess;
  readonly stdout: Readable | null;
  readonly stderr: Readable | null;

  constructor(modulePath: string, args: string[], options: Electron.ForkOptions) {
    super('UtilityProcess');
    const stdio = (options.stdio ?? 'inherit') as StdioOptions;
    const [, out, err] = Array.isArray(stdio) ? stdio : ['ignore', stdio, stdio];
    this.#child = fork(modulePath, args, {
      serialization: 'advanced',
      execArgv: [
        ...(options.execArgv ?? []).flatMap(asNodeTakesIt),
        '--import',
        new URL('utility-child.ts', import.meta.url).href,
      ],
      stdio: ['ignore', out ?? 'inherit', err ?? 'inherit', 'ipc'],
      ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
      ...(options.env === undefined ? {} : { env: options.env as NodeJS.ProcessEnv }),
    });
    this.stdout = this.#child.stdout;
    this.stderr = this.#child.stderr;
    this.#child.on('spawn', () => this.emit('spawn'));
    this.#child.on('message', (message) => this.emit('message', message));
    this.#child.on('error', (error) => this.emit('error', 'FatalError', error.message, ''));
    this.#child.on('exit', (code, signal) => {
      this.#gone = true;
      this.emit('exit', code ?? (signal ? constants.signals[signal] : 1));
    });
  }

  #gone = false;

  /** Undefined before it has spawned and after it has gone, as Electron's. */
  get pid(): number | undefined {
    return this.#gone ? undefined : this.#child.pid;
  }

  postMessage(message: unknown, transfer?: Electron.MessagePortMain[]): void {
    if (transfer && transfer.length > 0) throw new Error('The Electron shim transfers no MessagePorts.');
    if (this.#child.connected) this.#child.send(message as object, () => undefined);
  }

  kill(): boolean {
    return this.#child.kill();
  }
}

export const utilityProcess = plainStandIn<typeof Electron.utilityProcess>('utilityProcess', {
  fork(modulePath: string, args: string[] = [], options: Electron.ForkOptions = {}) {
    if (!app.isReady()) throw new Error('utilityProcess cannot be created before app is ready.');
    return standsFor<Electron.UtilityProcess>(new ShimUtilityProcess(modulePath, args, options));
  },
});
