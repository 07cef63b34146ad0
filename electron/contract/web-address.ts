import { z } from 'zod';

const loopback: ReadonlySet<string> = new Set(['127.0.0.1', '[::1]', 'localhost']);

/**
 * Where files may be fetched from: https, or plain http on this computer itself, which only an unpackaged program asks
 * (for tests).
 */
export const webAddressSchema = z
  .url({ protocol: /^https?$/ })
  .max(500)
  .refine(
    (address) => !address.startsWith('http:') || loopback.has(new URL(address).hostname),
    'an address begins with https://',
  );
