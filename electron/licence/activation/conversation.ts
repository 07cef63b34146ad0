import type { z } from 'zod';
import { AppError } from '../../contract/errors.ts';
import { errorMeanings, statusMeaning } from './code-meanings.ts';
import type { Endpoint } from './endpoint.ts';
import type { RefusalReason } from './refusals.ts';
import { ServiceError } from './service-error.ts';
import type { WebAnswer, WebParts, WebRequest } from './web.ts';
import { errorsSchema } from './wire.ts';

/** The Keygen API version that is spoken; it is sent with every request, so that a newer server answers alike. */
const apiVersion = '1.7';
const mediaType = 'application/vnd.api+json';
/** A machine file with a clinic's roster is the longest answer there is. */
const mostBytes = 2_000_000;
const attempts = 4;
const firstPause = 500;
/** Longer than this nobody waits before a window: the answer is then "try again later". */
const longestPause = 20_000;

/** Who asks: a licence by its key, a user by a token, or a user by e-mail and password. */
export type Identity =
  | { as: 'licence'; key: string }
  | { as: 'token'; token: string }
  | { as: 'user'; email: string; password: string }
  | null;

export interface Request<T> {
  method: WebRequest['method'];
  /** Below `/v1/accounts/{account}/`. */
  path: string;
  identity: Identity;
  body?: unknown;
  /** What a good answer is; null where it has no body. */
  answer: z.ZodType<T>;
  /** False for what must not be done twice: it is sent again only where the server said that it did nothing. */
  repeatable: boolean;
  signal?: AbortSignal;
}

/** An attempt that failed in a way that may pass. */
interface Passing {
  error: ServiceError;
  /** Milliseconds the server asks to wait; 0 where it does not say. */
  wait: number;
  /** True where the request cannot have had an effect. */
  untouched: boolean;
}

/**
 * One request to the endpoint: time-outs, retries with growing pauses, `Retry-After`, a bounded body, and a typed
 * error for whatever comes back instead of what was asked for.
 *
 * @throws ServiceError by its reason; AppError `cancelled`
 */
export async function converse<T>(parts: WebParts, endpoint: Endpoint, request: Request<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    if (request.signal?.aborted === true) throw cancelled();
    const outcome = await once(parts, endpoint, request);
    if ('value' in outcome) return outcome.value;
    const { error, wait, untouched } = outcome.passing;
    const pause = Math.max(wait, firstPause * 2 ** (attempt - 1));
    if (attempt === attempts || pause > longestPause || !(request.repeatable || untouched)) throw error;
    try {
      await parts.sleep(pause, request.signal);
    } catch {
      throw cancelled();
    }
  }
}

async function once<T>(
  { web, patience, now }: WebParts,
  endpoint: Endpoint,
  request: Request<T>,
): Promise<{ value: T } | { passing: Passing }> {
  const late = AbortSignal.timeout(patience);
  const signal = request.signal ? AbortSignal.any([late, request.signal]) : late;
  let answer: WebAnswer;
  let text: string;
  try {
    answer = await web(addressOf(endpoint, request.path), {
      method: request.method,
      headers: headersOf(request),
      ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
      redirect: 'error',
      signal,
    });
    text = await readText(answer, signal);
  } catch (error) {
    if (request.signal?.aborted === true) throw cancelled();
    if (error instanceof ServiceError) return { passing: { error, wait: 0, untouched: false } };
    // No answer, or one that was cut off: whether the server did it is not known.
    return { passing: { error: new ServiceError('down'), wait: 0, untouched: false } };
  }
  return judged(answer, text, request.answer, now());
}

function judged<T>(
  answer: WebAnswer,
  text: string,
  schema: z.ZodType<T>,
  now: number,
): { value: T } | { passing: Passing } {
  const { status } = answer;
  const json = jsonOf(text);
  if (status >= 200 && status < 300) {
    const good = schema.safeParse(text === '' ? null : json);
    if (good.success) return { value: good.data };
    return { passing: { error: new ServiceError('not-keygen'), wait: 0, untouched: false } };
  }
  const error = errorOf(status, json, answer.headers.get('x-request-id') ?? '');
  if (error.reason !== 'busy' && error.reason !== 'down' && error.reason !== 'not-keygen') throw error;
  return {
    passing: {
      error,
      wait: waitOf(answer.headers.get('retry-after'), now),
      // Both are said before anything is done.
      untouched: status === 429 || status === 503,
    },
  };
}

/** What an answer that is no success means. */
function errorOf(status: number, json: unknown, requestId: string): ServiceError {
  const parsed = errorsSchema.safeParse(json);
  if (!parsed.success) {
    // A server of Keygen's kind always says why in JSON; a proxy or a sign-in page does not.
    const reason: RefusalReason = status >= 500 ? 'down' : status === 429 ? 'busy' : 'not-keygen';
    return new ServiceError(reason, `HTTP ${status}`, plain(requestId));
  }
  const codes = parsed.data.errors.flatMap(({ code }) => (code === null || code === undefined ? [] : [code]));
  const known = codes.find((code) => errorMeanings[code] !== undefined);
  const reason = (known === undefined ? undefined : errorMeanings[known]) ?? statusMeaning(status);
  return new ServiceError(
    reason,
    plain(known ?? codes[0] ?? `HTTP ${status}`),
    plain(parsed.data.meta?.id ?? requestId),
  );
}

/** A server's word as it may stand in a message: letters and digits, and not many. */
function plain(word: string): string {
  return word.replaceAll(/[^\w .-]/g, '').slice(0, 80);
}

/** `Retry-After` (RFC 9110, 10.2.3): seconds or a date; milliseconds from `now`. */
export function waitOf(value: string | null, now: number): number {
  if (value === null) return 0;
  if (/^\d{1,9}$/.test(value.trim())) return Number(value) * 1000;
  const date = Date.parse(value);
  return Number.isNaN(date) ? 0 : Math.max(0, date - now);
}

function addressOf({ address, account }: Endpoint, path: string): string {
  return `${address.replace(/\/+$/, '')}/v1/accounts/${account}/${path}`;
}

function headersOf({ identity, body }: Pick<Request<unknown>, 'identity' | 'body'>): Record<string, string> {
  return {
    accept: mediaType,
    'keygen-version': apiVersion,
    ...(body === undefined ? {} : { 'content-type': mediaType }),
    ...(identity === null ? {} : { authorization: authorizationOf(identity) }),
  };
}

function authorizationOf(identity: NonNullable<Identity>): string {
  switch (identity.as) {
    case 'licence':
      return `License ${identity.key}`;
    case 'token':
      return `Bearer ${identity.token}`;
    case 'user':
      return `Basic ${Buffer.from(`${identity.email}:${identity.password}`).toString('base64')}`;
  }
}

async function readText({ body }: WebAnswer, signal: AbortSignal): Promise<string> {
  if (body === null) return '';
  const reader = body.getReader();
  const stop = (): void => void reader.cancel().catch(() => {});
  signal.addEventListener('abort', stop, { once: true });
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      signal.throwIfAborted();
      if (done) return Buffer.concat(pieces).toString('utf8');
      pieces.push(value);
      bytes += value.length;
      if (bytes > mostBytes) {
        stop();
        throw new ServiceError('not-keygen');
      }
    }
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function cancelled(): AppError {
  return new AppError('cancelled', 'Cancelled. Nothing was changed on this computer.');
}
