import { AppError } from '../contract/errors.ts';
import type { Problem } from '../contract/errors.ts';
import type { LicenceDrop } from '../contract/account.ts';
import { asProblem } from '../engine/problem.ts';
import type { AccountDesk } from '../licence/activation/desk.ts';
import { readLicenceFiles } from '../licence/activation/licence-files.ts';
import type { Handlers } from './serve.ts';

export interface LicencePort {
  desk: AccountDesk;
  /** Lets the user choose a licence file; undefined when they cancel. */
  chooseLicence: () => Promise<string | undefined>;
  /** Saves a text where the user says; false when they cancel. */
  saveText: (name: string, text: string) => Promise<boolean>;
}

type LicenceHandlers = Pick<Handlers, Extract<keyof Handlers, `licence.${string}`>>;

export function licenceHandlers({ desk, chooseLicence, saveText }: LicencePort): LicenceHandlers {
  let lastRequest: string | undefined;
  return {
    'licence.account': () => desk.account(),
    'licence.activate': ({ key }) => desk.activate(key),
    'licence.enterKey': ({ key }) => desk.enterKey(key),
    'licence.takeText': ({ text, key }) => desk.take(text, key),
    'licence.chooseFile': async ({ key }) => {
      const path = await chooseLicence();
      return path === undefined ? null : desk.take(await textOf(path), key);
    },
    'licence.signIn': (wanted) => desk.signIn(wanted),
    'licence.fetchNewest': () => desk.fetchNewest(),
    'licence.request': (wanted) => {
      lastRequest = desk.request(wanted);
      return { text: lastRequest };
    },
    'licence.saveRequest': async () => {
      if (lastRequest === undefined)
        throw new AppError('not-found', 'There is no request to save. Make one first.');
      return saveText('case2code-request.json', lastRequest);
    },
    'licence.takeOff': async ({ isOffline }) => {
      const taken = await desk.takeOff(isOffline);
      lastRequest = taken.request;
      return taken;
    },
    'licence.confirmClock': () => desk.confirmClock(),
    'licence.cancel': () => {
      desk.cancel();
      return null;
    },
  };
}

/** Takes files that were dropped on the window or opened with the program. */
export async function takeLicenceFiles(desk: AccountDesk, paths: readonly string[]): Promise<LicenceDrop> {
  const problems: Problem[] = [];
  let taken = 0;
  for (const path of paths) {
    try {
      await desk.take(await textOf(path), null);
      taken += 1;
    } catch (error) {
      problems.push(asProblem(error));
    }
  }
  return { taken, problems };
}

async function textOf(path: string): Promise<string> {
  const [file] = await readLicenceFiles(path);
  if (file) return file.text;
  throw new AppError(
    'not-found',
    'That file cannot be read. Check that it is still there and that you may open it.',
  );
}
