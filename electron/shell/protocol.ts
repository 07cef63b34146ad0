import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
import { protocol } from 'electron';
import { appHost, appScheme } from './origin.ts';

/** Scripts, styles, fonts and pictures come from the package only; nothing may be framed, embedded or posted to. */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

/** Must run before `ready`. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: appScheme, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
}

/** Serves the renderer's files from `folder` under app://case2code/. */
export function serveAppScheme(folder: string): void {
  protocol.handle(appScheme, (request) => answer(request, folder));
}

async function answer(request: Request, folder: string): Promise<Response> {
  const file = fileFor(request.url, folder);
  const type = file === undefined ? undefined : types[extname(file)];
  if (request.method !== 'GET' || file === undefined || type === undefined) return notFound();
  try {
    return new Response(await readFile(file), {
      headers: {
        'content-type': type,
        'content-security-policy': contentSecurityPolicy,
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cross-origin-opener-policy': 'same-origin',
      },
    });
  } catch {
    return notFound();
  }
}

/** The file an address means, or undefined when it leads out of the folder. */
export function fileFor(url: string, folder: string): string | undefined {
  const { host, pathname } = new URL(url);
  if (host !== appHost) return undefined;
  let path: string;
  try {
    path = decodeURIComponent(pathname);
  } catch {
    return undefined;
  }
  if (path.includes('\0') || path.includes('\\')) return undefined;
  const file = normalize(join(folder, path));
  return file.startsWith(folder.endsWith(sep) ? folder : folder + sep) ? file : undefined;
}

function notFound(): Response {
  return new Response('Not found', { status: 404, headers: { 'content-type': 'text/plain' } });
}
