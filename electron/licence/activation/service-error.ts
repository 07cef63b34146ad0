import { AppError } from '../../contract/errors.ts';
import type { RefusalReason } from './refusals.ts';
import { refusalWords } from './refusals.ts';

/** Answers that may be another one in a while; they say nothing about the licence. */
const passing: ReadonlySet<RefusalReason> = new Set(['busy', 'down', 'not-keygen', 'replayed']);

/**
 * The endpoint did not do what it was asked. `reason` is what the flow branches on; the message is for people and
 * names the server's own code and request id, which the vendor's support finds it by.
 */
export class ServiceError extends AppError {
  readonly reason: RefusalReason;
  /** The server's own word for it, empty where it gave none. */
  readonly serverCode: string;

  constructor(reason: RefusalReason, serverCode = '', requestId = '') {
    const trace = [serverCode, requestId && `request ${requestId}`].filter(Boolean).join(', ');
    super(
      passing.has(reason) ? 'network-down' : 'activation-refused',
      trace === '' ? refusalWords[reason] : `${refusalWords[reason]} (${trace})`,
    );
    this.name = 'ServiceError';
    this.reason = reason;
    this.serverCode = serverCode;
  }
}

/** True where nothing was refused: the server could not be heard. Grace goes on; a licence is never lost by it. */
export function isUnheard(error: unknown): boolean {
  return error instanceof AppError && error.code === 'network-down';
}
