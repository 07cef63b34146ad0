/** The app's own page. A privileged scheme of its own: no file access, no server, one origin. */
export const appScheme = 'app';
export const appHost = 'case2code';
export const appOrigin = `${appScheme}://${appHost}`;
export const startPage = `${appOrigin}/index.html`;

/** True for addresses of the app itself (and of the development server, where there is one). */
export function isAppUrl(url: string, developmentServer?: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, host, origin } = new URL(url);
  if (protocol === `${appScheme}:` && host === appHost) return true;
  return developmentServer !== undefined && origin === new URL(developmentServer).origin;
}
