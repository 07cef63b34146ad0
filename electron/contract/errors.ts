import { z } from 'zod';

/**
 * Every way a request can fail, as a closed set: the renderer and the terminal choose what to offer by the code,
 * people read the message. A new code is a decision, so it is added here and nowhere else.
 */
export const errorCodes = [
  'bad-request',
  'not-allowed',
  'not-found',
  'superseded',
  'cancelled',
  'engine-down',
  'library-missing',
  'library-key-missing',
  'library-wrong-key',
  'library-truncated',
  'library-header-damaged',
  'library-page-damaged',
  'library-foreign',
  'library-future-schema',
  'library-past-schema',
  'source-unrecognised',
  'source-damaged',
  'pack-foreign',
  'pack-truncated',
  'pack-damaged',
  'pack-rearranged',
  'pack-swapped',
  'pack-signature',
  'pack-unknown-key',
  'pack-locked',
  'pack-future',
  'pack-past',
  'pack-older',
  'pack-base',
  'activation-refused',
  'licence-refused',
  'licence-needs-key',
  'network-down',
  'network-refused',
  'download-damaged',
  'feed-damaged',
  'feed-signature',
  'feed-unknown-key',
  'feed-older',
  'licence-request-damaged',
  'licence-content-key',
  'licence-no-machine-id',
  'disk-full',
  'read-only',
  'rights-needed',
  'usage',
  'internal',
] as const;

export const errorCodeSchema = z.enum(errorCodes);
export type ErrorCode = z.infer<typeof errorCodeSchema>;

export const problemSchema = z.object({
  code: errorCodeSchema,
  /** One or two sentences: what happened, what it means, what to do next. */
  message: z.string(),
  /** Matches the line in the log file, so that support can find it. */
  id: z.string(),
});
export type Problem = z.infer<typeof problemSchema>;

/** What crosses a process boundary instead of a thrown error. */
export type Result<T> = { ok: true; value: T } | { ok: false; error: Problem };

/** The error every part of the product throws; `code` is the contract, `message` is for people. */
export class AppError extends Error {
  readonly code: ErrorCode;
  /** Id of the problem in another process that this error reports here; its log line is the one to look for. */
  readonly id: string | undefined;

  constructor(code: ErrorCode, message: string, options?: ErrorOptions & { id?: string }) {
    super(message, options);
    this.name = 'AppError';
    this.code = code;
    this.id = options?.id;
  }
}
