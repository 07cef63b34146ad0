import type * as Electron from 'electron';
import type { Request as PageRequest, Route } from 'playwright';
import { headerToBrowser, isMapped, toElectron } from './origin.ts';
import { serve } from './protocol.ts';
import { beforeRequest, headersReceived } from './session.ts';
import { standsFor } from './stand-in.ts';
import { contentsOf, type ShimContents } from './web-contents.ts';
import { frameMain } from './web-frame.ts';

/** Requests that wanted to leave the machine. None does; tests ask for this list. */
export const outsideRequests: string[] = [];

let nextId = 1;

/** Electron's names for what a request fetches, where they differ from Chromium's debugger. */
const resourceTypes: Record<string, Electron.OnBeforeRequestListenerDetails['resourceType']> = {
  stylesheet: 'stylesheet',
  script: 'script',
  image: 'image',
  font: 'font',
  media: 'media',
  xhr: 'xhr',
  fetch: 'xhr',
  ping: 'ping',
  websocket: 'webSocket',
};

/** Every request of every page: the program's rules first, then its protocol handler, and never the network. */
export async function dispatch(route: Route): Promise<void> {
  const request = route.request();
  const contents = senderOf(request);
  const url = toElectron(request.url());
  if (!contents) return route.abort('blockedbyclient');
  try {
    await answer(route, request, contents, url);
  } catch (error) {
    if (contents.isDestroyed()) return;
    console.error(`The program's answer to ${url} failed:`, error);
    await route.abort('failed').catch(() => undefined);
  }
}

async function answer(
  route: Route,
  request: PageRequest,
  contents: ShimContents,
  url: string,
): Promise<void> {
  const navigates = request.isNavigationRequest() && request.frame().parentFrame() === null;
  if (navigates && !(await contents.mayNavigate(request.url()))) return route.abort('aborted');
  if (!isMapped(request.url())) outsideRequests.push(url);

  const details: Electron.OnBeforeRequestListenerDetails = {
    id: nextId++,
    url,
    method: request.method(),
    webContentsId: contents.id,
    webContents: standsFor<Electron.WebContents>(contents),
    frame: frameMain(request.frame()),
    resourceType: navigates
      ? 'mainFrame'
      : request.resourceType() === 'document'
        ? 'subFrame'
        : (resourceTypes[request.resourceType()] ?? 'other'),
    referrer: toElectron((await request.allHeaders())['referer'] ?? ''),
    timestamp: Date.now(),
    uploadData: [],
  };
  const ruling = await beforeRequest(details);
  if (ruling.cancel) return route.abort('blockedbyclient');
  if (ruling.redirectURL !== undefined)
    return route.fulfill({ status: 307, headers: { location: headerToBrowser(ruling.redirectURL) } });

  const response = await serve(
    url,
    request.method(),
    withoutReferer(request.headers()),
    request.postDataBuffer(),
  );
  if (!response) return route.abort('blockedbyclient');
  const headers = await headersReceived({
    ...details,
    statusLine: `HTTP/1.1 ${response.status} ${response.statusText}`,
    statusCode: response.status,
    responseHeaders: Object.fromEntries([...response.headers].map(([name, value]) => [name, [value]])),
  });
  if (!headers) return route.abort('blockedbyclient');
  await route.fulfill({
    status: response.status,
    headers: Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name, headerToBrowser(value)]),
    ),
    body: Buffer.from(await response.arrayBuffer()),
  });
}

/** Whose request it is; a window about to be closed again has none. */
function senderOf(request: PageRequest): ShimContents | undefined {
  try {
    return contentsOf(request.frame().page());
  } catch {
    return undefined;
  }
}

const withoutReferer = (headers: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => name !== 'referer'));
