import { AppError } from '../../contract/errors.ts';
import type { AddressRules } from './web.ts';

/**
 * Checks where a request would go. Only https, only to the hosts of the rules, no name and password in the address.
 *
 * @param address absolute, or relative to `base`
 * @throws AppError `network-refused`
 */
export function allowedAddress(address: string, rules: AddressRules, base?: URL): URL {
  const url = URL.canParse(address, base) ? new URL(address, base) : null;
  if (!url) throw refused(`"${address.slice(0, 200)}" is not a web address.`);
  if (url.username !== '' || url.password !== '') {
    throw refused(`The address at ${url.host} carries a name or password.`);
  }
  if (url.protocol !== 'https:' && !(rules.loopback === true && isLoopback(url))) {
    throw refused(`${url.host} would be asked over ${url.protocol.slice(0, -1)}, which anybody can change.`);
  }
  if (!rules.hosts.includes(url.host)) {
    throw refused(`The address leads to ${url.host}, which is not among the places allowed.`);
  }
  url.hash = '';
  return url;
}

function isLoopback(url: URL): boolean {
  return url.protocol === 'http:' && ['127.0.0.1', '[::1]', 'localhost'].includes(url.hostname);
}

function refused(what: string): AppError {
  return new AppError(
    'network-refused',
    `${what} Nothing was downloaded. Check the address in the settings or in the list of sources.`,
  );
}
