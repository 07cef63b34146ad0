import { AppError } from '../../contract/errors.ts';

/** A failure that trying again may cure, and how long the server asks to be left alone (milliseconds). */
export class Passing extends Error {
  readonly waitFor: number;
  /** What is thrown when no further attempt is made. */
  readonly final: AppError;

  constructor(final: AppError, waitFor = 0, options?: ErrorOptions) {
    super(final.message, options);
    this.name = 'Passing';
    this.final = final;
    this.waitFor = waitFor;
  }
}

const hopeless: ReadonlySet<string> = new Set(['cancelled', 'network-down', 'disk-full', 'read-only']);

/** Whether what would be fetched next would meet the same. */
export function stopsOthers(error: unknown): boolean {
  return error instanceof AppError && hopeless.has(error.code);
}

/** The connection could not be made, broke or fell silent. */
export function cutOff(host: string, cause?: unknown): Passing {
  return new Passing(
    new AppError(
      'network-down',
      `${host} cannot be reached, or the connection broke. What has arrived is kept, and nothing that answers was changed. Check the network or the proxy and start the download again: it goes on where it stopped.`,
      { cause },
    ),
  );
}

/** The server answers, but not now. */
export function busy(host: string, status: number, waitFor: number): Passing {
  return new Passing(
    new AppError(
      'network-refused',
      `${host} is busy (${status})${waitFor > 0 ? ` and asks to wait ${duration(waitFor)}` : ''}. What has arrived is kept. Start the download again later: it goes on where it stopped.`,
    ),
    waitFor,
  );
}

/** The server cannot prove that it is the one that was asked. */
export function untrusted(host: string, cause: unknown): AppError {
  return new AppError(
    'network-refused',
    `The certificate of ${host} is not trusted on this computer, so nothing was downloaded. A clinic's proxy may stand in between: ask whoever runs the network to have its certificate installed, or bring the file on a USB drive.`,
    { cause },
  );
}

/** The server will not give the file. */
export function notGiven(url: URL, status: number): AppError {
  const name = `${url.host}${url.pathname}`;
  if (status === 404 || status === 410) {
    return new AppError(
      'network-refused',
      `${name} is not there any more (${status}). The publisher may have moved it. Look for it in a browser, download it there and add the file.`,
    );
  }
  return new AppError(
    'network-refused',
    `${url.host} did not give the file (${status}). It may ask for a sign-in or refuse programs. Download ${name} in a browser and add the file.`,
  );
}

/** The server sent a page where a file was asked for. */
export function pageInstead(url: URL): AppError {
  return new AppError(
    'network-refused',
    `${url.host} sent a web page in place of the file: it may ask to accept a licence first, or the network may ask for a sign-in. Open https://${url.host}${url.pathname} in a browser, download the file there and add it.`,
  );
}

/** A publisher's page holds no link that looks like the file. */
export function notGivenByPage(title: string, page: string): AppError {
  return new AppError(
    'not-found',
    `No link to ${title} was found at ${page}: the page may have changed. Open it in a browser, download the file there and add it.`,
  );
}

/** What came is not what was promised. */
export function notAsPromised(name: string, why: string): AppError {
  return new AppError(
    'download-damaged',
    `${name} did not arrive as it should: ${why}. It was thrown away, and nothing that answers was changed. Start the download again; if it happens again, the place it comes from is at fault.`,
  );
}

export function cancelled(): AppError {
  return new AppError(
    'cancelled',
    'Cancelled. What has arrived is kept: the next download goes on where this one stopped.',
  );
}

function duration(milliseconds: number): string {
  const minutes = Math.ceil(milliseconds / 60_000);
  return minutes <= 1 ? 'a minute' : `${minutes} minutes`;
}
