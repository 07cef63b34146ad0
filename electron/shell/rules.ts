import type { IpcMainInvokeEvent, Session, WebContents } from 'electron';
import { isAppUrl } from './origin.ts';

/** What any page of this program may never do: leave, open windows, embed, ask for devices, or reach the network. */
export function denyEverything(
  session: Session,
  log: (message: string) => void,
  developmentServer?: string,
): void {
  session.setPermissionRequestHandler((_contents, permission, decide) => {
    log(`permission denied: ${permission}`);
    decide(false);
  });
  session.setPermissionCheckHandler(() => false);
  // Windows turn spell checking off, but the session would still fetch a dictionary for the system's language.
  session.setSpellCheckerLanguages([]);
  session.webRequest.onBeforeRequest((details, decide) => {
    const allowed = isAppUrl(details.url, developmentServer) || isLocal(details.url, developmentServer);
    if (!allowed) log(`request denied: ${scheme(details.url)}`);
    decide({ cancel: !allowed });
  });
  session.on('will-download', (event) => {
    event.preventDefault();
  });
}

/** Rules of one page; applied to every `WebContents` the program makes. */
export function confine(
  contents: WebContents,
  log: (message: string) => void,
  developmentServer?: string,
): void {
  contents.setWindowOpenHandler(() => {
    log('window denied');
    return { action: 'deny' };
  });
  contents.on('will-navigate', (event) => {
    if (isAppUrl(event.url, developmentServer)) return;
    log(`navigation denied: ${scheme(event.url)}`);
    event.preventDefault();
  });
  contents.on('will-attach-webview', (event) => {
    event.preventDefault();
  });
}

/** True for the app's own page in the main frame of its window: the only one that may ask over a channel. */
export function isOwnPage(
  { senderFrame, sender }: Pick<IpcMainInvokeEvent, 'senderFrame' | 'sender'>,
  developmentServer?: string,
): boolean {
  return (
    senderFrame !== null && senderFrame === sender.mainFrame && isAppUrl(senderFrame.url, developmentServer)
  );
}

/** Pages of the developer tools and inline pictures never leave the machine. */
function isLocal(url: string, developmentServer?: string): boolean {
  if (url.startsWith('devtools:') || url.startsWith('data:') || url.startsWith('blob:')) return true;
  return developmentServer !== undefined && url.startsWith('ws://localhost');
}

function scheme(url: string): string {
  return url.slice(0, url.indexOf(':') + 1);
}
