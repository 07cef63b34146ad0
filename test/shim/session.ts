import type * as Electron from 'electron';
import type { Download } from 'playwright';
import { protocol } from './protocol.ts';
import { gap, Loud, plainStandIn, PreventableEvent, standsFor, type PartOf } from './stand-in.ts';

type BeforeRequest = (
  details: Electron.OnBeforeRequestListenerDetails,
  callback: (response: Electron.CallbackResponse) => void,
) => void;
type HeadersReceived = (
  details: Electron.OnHeadersReceivedListenerDetails,
  callback: (response: Electron.HeadersReceivedResponse) => void,
) => void;

/** `*://*\/*`-style filters of webRequest. */
function matches(url: string, filter: Electron.WebRequestFilter | undefined): boolean {
  if (!filter) return true;
  const hit = (pattern: string): boolean =>
    pattern === '<all_urls>' ||
    new RegExp(`^${pattern.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*')}$`).test(url);
  return filter.urls.some(hit) && !(filter.excludeUrls ?? []).some(hit);
}

class WebRequestPart extends Loud implements PartOf<Electron.WebRequest> {
  before: { filter?: Electron.WebRequestFilter; listener: BeforeRequest } | undefined;
  received: { filter?: Electron.WebRequestFilter; listener: HeadersReceived } | undefined;

  constructor() {
    super('webRequest');
  }

  onBeforeRequest(
    first: Electron.WebRequestFilter | BeforeRequest | null,
    second?: BeforeRequest | null,
  ): void {
    const listener = typeof first === 'function' ? first : second;
    const filter = typeof first === 'function' || first === null ? {} : { filter: first };
    this.before = listener ? { ...filter, listener } : undefined;
  }

  onHeadersReceived(
    first: Electron.WebRequestFilter | HeadersReceived | null,
    second?: HeadersReceived | null,
  ): void {
    const listener = typeof first === 'function' ? first : second;
    const filter = typeof first === 'function' || first === null ? {} : { filter: first };
    this.received = listener ? { ...filter, listener } : undefined;
  }
}

type CheckHandler = Parameters<Electron.Session['setPermissionCheckHandler']>[0];
type RequestHandler = Parameters<Electron.Session['setPermissionRequestHandler']>[0];

/** Those that Electron both checks and asks for. */
type RequestedPermission = Parameters<NonNullable<RequestHandler>>[1];

class ShimSession extends Loud implements PartOf<Electron.Session> {
  readonly rules = new WebRequestPart();
  readonly webRequest = standsFor<Electron.WebRequest>(this.rules);
  readonly protocol = protocol;
  check: CheckHandler = null;
  request: RequestHandler = null;

  constructor() {
    super('session');
  }

  setPermissionCheckHandler(handler: CheckHandler): void {
    this.check = handler;
  }

  setPermissionRequestHandler(handler: RequestHandler): void {
    this.request = handler;
  }

  /** No languages is how a program keeps Electron from fetching a dictionary at every start. */
  setSpellCheckerLanguages(languages: string[]): void {
    if (languages.length > 0) throw gap('spell checker');
  }

  setSpellCheckerEnabled(enable: boolean): void {
    if (enable) throw gap('spell checker');
  }

  /** Node's network has no proxy: a test that needs one runs under Electron. */
  setProxy({ mode = 'system' }: Electron.ProxyConfig): Promise<void> {
    if (mode === 'fixed_servers' || mode === 'pac_script') throw gap('proxy');
    return Promise.resolve();
  }

  clearCache(): Promise<void> {
    return Promise.resolve();
  }
}

export const shimSession = new ShimSession();
export const defaultSession = standsFor<Electron.Session>(shimSession);
/** A session without a window: the shim's `net` keeps nothing, whichever session it is asked in. */
const windowless = standsFor<Electron.Session>(new ShimSession());
export const session = plainStandIn<typeof Electron.session>('session', {
  defaultSession,
  fromPartition: () => windowless,
});

/** What `webRequest.onBeforeRequest` says about a request: go on, cancel it, or go elsewhere. */
export function beforeRequest(
  details: Electron.OnBeforeRequestListenerDetails,
): Promise<Electron.CallbackResponse> {
  const rule = shimSession.rules.before;
  if (!rule || !matches(details.url, rule.filter)) return Promise.resolve({});
  return new Promise((resolve) => {
    rule.listener(details, resolve);
  });
}

/** The response's headers after `webRequest.onHeadersReceived`; null when it cancels the response. */
export function headersReceived(
  details: Electron.OnHeadersReceivedListenerDetails,
): Promise<Record<string, string> | null> {
  const own = flatten(details.responseHeaders ?? {});
  const rule = shimSession.rules.received;
  if (!rule || !matches(details.url, rule.filter)) return Promise.resolve(own);
  return new Promise((resolve) => {
    rule.listener(details, (response) => {
      resolve(response.cancel ? null : response.responseHeaders ? flatten(response.responseHeaders) : own);
    });
  });
}

const flatten = (headers: Record<string, string | string[]>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value]),
  );

/** Electron's name of a permission → Chromium's, for those both have. */
const permissionNames: [RequestedPermission, string[]][] = [
  ['media', ['camera', 'microphone']],
  ['geolocation', ['geolocation']],
  ['notifications', ['notifications']],
  ['midi', ['midi']],
  ['clipboard-read', ['clipboard-read']],
  ['clipboard-sanitized-write', ['clipboard-write']],
];

/**
 * Which of Chromium's permissions the program's handlers would grant. Chromium is told so before the page loads,
 * because a stock browser asks nobody; a program without handlers gets none, which is stricter than Electron.
 */
export function grantedPermissions(contents: Electron.WebContents, origin: string): string[] {
  const asks = (permission: RequestedPermission): boolean => {
    if (shimSession.check)
      return shimSession.check(contents, permission, origin, { isMainFrame: true, requestingUrl: origin });
    let answer = false;
    shimSession.request?.(contents, permission, (granted) => (answer = granted), {
      isMainFrame: true,
      requestingUrl: origin,
    });
    return answer;
  };
  return permissionNames.filter(([name]) => asks(name)).flatMap(([, chromium]) => chromium);
}

/** Tells the program about a download; it ends there when a listener prevents it. */
export async function announceDownload(contents: Electron.WebContents, download: Download): Promise<void> {
  const event = new PreventableEvent();
  const item = plainStandIn<Electron.DownloadItem>('DownloadItem', {
    getURL: () => download.url(),
    getFilename: () => download.suggestedFilename(),
    cancel: () => void download.cancel(),
  });
  shimSession.emit('will-download', event, item, contents);
  if (event.defaultPrevented) await download.cancel();
}
