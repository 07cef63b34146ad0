import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { hostname, userInfo } from 'node:os';
import { join, win32 } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { app } from 'electron';
import type { Account } from '../contract/account.ts';
import type { KeySeal } from '../engine/sealed-files.ts';
import { Custody } from '../licence/activation/custody.ts';
import { AccountDesk } from '../licence/activation/desk.ts';
import type { Endpoint } from '../licence/activation/endpoint.ts';
import { freshHeld, heldSchema } from '../licence/activation/held.ts';
import { readFingerprint } from '../licence/fingerprint.ts';
import { machineFolder } from '../licence/policy/machine-folder.ts';
import type { ManagedPolicy } from '../licence/policy/read-policy.ts';
import { readPolicy } from '../licence/policy/read-policy.ts';
import { queryRegistry } from '../licence/policy/query-registry.ts';
import type { Evaluation } from '../licence/state.ts';
import { windowsOwners } from '../licence/policy/windows-owners.ts';
import { windowsFolders } from '../licence/policy/windows-folders.ts';
import { trustedFor, vendorKeys } from '../licence/vendor-keys.ts';
import { ProtectedStore } from '../secrets/protected-store.ts';
import { fetchOverChromium } from './web.ts';

const run = promisify(execFile);

export interface AccountParts {
  userData: string;
  seal: KeySeal;
  /** The server of the settings file; a managed policy goes before it. */
  endpoint: Endpoint | null;
  now: () => number;
  /** What is open now: after the start, every hour, and after every act. */
  onChange: (account: Account, evaluation: Evaluation) => void;
  log: (message: string) => void;
}

export interface OpenAccount {
  desk: AccountDesk;
  custody: Custody;
  managed: ManagedPolicy;
  /** The machine-wide folder. */
  machineFolder: string;
}

/**
 * What a test run may say of the computer it plays on. A packaged program listens to none of it: the fingerprint, the
 * person, the machine-wide folder and the vendor's keys are then the system's and its own.
 */
function played(name: 'FINGERPRINT' | 'PERSON' | 'MACHINE_FOLDER' | 'VENDOR_KEYS'): string | undefined {
  return app.isPackaged ? undefined : process.env[`C2C_${name}`];
}

/** Puts the licence parts together for this computer and user. Reads files and, on Windows, the registry; no network. */
export async function openAccount({
  userData,
  seal,
  endpoint,
  now,
  onChange,
  log,
}: AccountParts): Promise<OpenAccount> {
  const { systemRoot, programData } = await windowsFolders(process.platform, execute);
  const playedFolder = played('MACHINE_FOLDER');
  const folder = playedFolder ?? machineFolder(process.platform, programData);
  const [managed, held, fingerprint, account] = await Promise.all([
    readPolicy({
      folder,
      queryRegistry: () => queryRegistry(process.platform, systemRoot),
      checkOwner: playedFolder === undefined,
      platform: process.platform,
      windowsOwners: (file) => windowsOwners({ systemRoot, folder, file }, executeIn),
    }),
    ProtectedStore.load({
      // Beside the data folder too: who copies or restores that one does not take this one along.
      places: [join(userData, 'licence', 'state'), join(`${userData}-state`, 'licence')],
      seal,
      schema: heldSchema,
      fresh: freshHeld(),
      log,
    }),
    played('FINGERPRINT') ?? thisComputer(systemRoot).catch(() => null),
    played('PERSON') ?? thisPerson(systemRoot),
  ]);
  for (const { from, field, message } of managed.problems) log(`policy ${from} ${field}: ${message}`);
  const custody = new Custody({
    folder: join(userData, 'licence'),
    machineFolder: folder,
    shareCopies: join(userData, 'licence-shared'),
    managed,
    trusted: trustedFor('licences', vendorKeys(played('VENDOR_KEYS'))),
    fingerprint,
    account,
    held,
    keysKept: seal.keysIn === 'keyring',
    now,
    monotonic: () => performance.now(),
    onChange: (evaluation) => {
      onChange(desk.account(), evaluation);
    },
    log,
  });
  const desk = new AccountDesk({
    custody,
    endpoint: managed.policy.activation ?? endpoint,
    web: {
      web: fetchOverChromium,
      sleep: (milliseconds, signal) => pause(milliseconds, signal),
      now,
      patience: 20_000,
    },
    computer: { name: hostname(), platform: process.platform },
    appVersion: app.getVersion(),
    isForeign: held.isForeign,
  });
  return { desk, custody, managed, machineFolder: folder };
}

function pause(milliseconds: number, signal?: AbortSignal): Promise<unknown> {
  return sleep(milliseconds, undefined, signal ? { signal } : {});
}

async function executeIn(
  program: string,
  parameters: string[],
  env: Record<string, string>,
): Promise<string> {
  return (await run(program, parameters, { windowsHide: true, timeout: 15_000, env })).stdout;
}

async function execute(program: string, parameters: string[]): Promise<string> {
  return (await run(program, parameters, { windowsHide: true, timeout: 5000 })).stdout;
}

function thisComputer(systemRoot: string): Promise<string> {
  return readFingerprint({
    platform: process.platform,
    systemRoot,
    readFile: (path) => readFile(path, 'utf8'),
    run: execute,
  });
}

/** `DOMAIN\user` on Windows, asked of the system and not of the environment, which anybody can change. */
async function thisPerson(systemRoot: string): Promise<string> {
  if (process.platform === 'win32') {
    const whoami = win32.join(systemRoot, 'System32', 'whoami.exe');
    const name = (await execute(whoami, []).catch(() => '')).trim();
    if (name !== '') return name;
  }
  return userInfo().username;
}
