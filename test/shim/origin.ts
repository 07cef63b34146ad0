import type { CustomScheme } from 'electron';

/**
 * Chromium knows no `app:` scheme. In the browser `app://case2code/x` is `https://case2code.invalid/x`: a name that by
 * RFC 2606 never resolves, so a request that slips past the router ends nowhere. Main only ever sees `app:`.
 */
let scheme: string | undefined;

export function registerScheme(schemes: CustomScheme[]): void {
  if (schemes.length !== 1 || scheme !== undefined)
    throw new Error('The Electron shim maps exactly one scheme: it has no second name for a second one.');
  scheme = schemes[0]?.scheme;
}

/** As Chromium must be told it; a URL of another scheme stays what it is. */
export function toBrowser(url: string): string {
  if (scheme === undefined || !url.startsWith(`${scheme}://`)) return url;
  const [, host = '', rest = ''] = /^([^/?#]*)(.*)$/.exec(url.slice(scheme.length + 3)) ?? [];
  return `https://${host}.invalid${rest.startsWith('/') ? rest : `/${rest}`}`;
}

/** As the main process knows it. */
export function toElectron(url: string): string {
  return isMapped(url) ? url.replace(/^https:\/\/([^/]+)\.invalid/, `${scheme}://$1`) : url;
}

export function isMapped(url: string): boolean {
  return scheme !== undefined && /^https:\/\/[^/]+\.invalid(\/|$)/.test(url);
}

/** Chromium gives a registered standard scheme the origin `app://host`; a URL parser gives it `null`. */
export function originOf(url: string): string {
  return /^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/.exec(url)?.[0] ?? 'null';
}

/** A header that names the scheme as a source (`img-src app:`) must name its stand-in. */
export function headerToBrowser(value: string): string {
  return scheme === undefined
    ? value
    : value
        .replace(new RegExp(`\\b${scheme}://([\\w-]+)`, 'g'), 'https://$1.invalid')
        .replace(new RegExp(`(^|[\\s;])${scheme}:(?=[\\s;]|$)`, 'g'), '$1https://*.invalid');
}
