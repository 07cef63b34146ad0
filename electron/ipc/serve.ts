import type { IpcMain, IpcMainInvokeEvent } from 'electron';
import type { Input, Output } from '../contract/channels.ts';
import { channels } from '../contract/channels.ts';
import type { Problem, Result } from '../contract/errors.ts';
import { AppError } from '../contract/errors.ts';
import type { ChannelName } from '../contract/names.ts';
import { channelNames } from '../contract/names.ts';
import { asProblem, traceOf } from '../engine/problem.ts';

/** One function per channel: from a checked input to an output. */
export type Handlers = { [C in ChannelName]: (input: Input<C>) => Promise<Output<C>> | Output<C> };

export interface ServeOptions {
  /** True for the frame that may ask: the app's own page in the app's own window. */
  isTrusted: (event: Pick<IpcMainInvokeEvent, 'senderFrame' | 'sender'>) => boolean;
  /** In tests and development, answers are checked against their schemas too. */
  checkOutput: boolean;
  log: (message: string) => void;
}

/**
 * Serves every channel of the contract: sender check, then schema, then handler, then a `Result`. Nothing that goes
 * wrong crosses as an exception, and nothing of an unchecked input reaches a handler or the log.
 */
export function serve(ipcMain: Pick<IpcMain, 'handle'>, handlers: Handlers, options: ServeOptions): void {
  for (const channel of channelNames) {
    ipcMain.handle(channel, async (event, input: unknown) => {
      if (!trusts(options, event)) return refuse(channel, options);
      return answer(channel, handlers[channel], input, options);
    });
  }
}

/** A frame that is gone throws when it is asked where it comes from. */
export function trusts(
  { isTrusted }: Pick<ServeOptions, 'isTrusted'>,
  event: Parameters<ServeOptions['isTrusted']>[0],
): boolean {
  try {
    return isTrusted(event);
  } catch {
    return false;
  }
}

async function answer<C extends ChannelName>(
  channel: C,
  handler: Handlers[C],
  input: unknown,
  { checkOutput, log }: ServeOptions,
): Promise<Result<Output<C>>> {
  const fail = (error: unknown): { ok: false; error: Problem } => ({
    ok: false,
    error: asProblem(error, (id, cause) => {
      log(`${id} ${channel} ${traceOf(cause)}`);
    }),
  });
  try {
    const checked = channels[channel].input.safeParse(input);
    if (!checked.success) {
      return fail(
        new AppError('bad-request', `The request “${channel}” was not understood. Restart the program.`),
      );
    }
    // The schema that checked it is the one its type is made from; TypeScript cannot follow that through the map.
    const value = await handler(checked.data as Input<C>);
    if (checkOutput) channels[channel].output.parse(value);
    return { ok: true, value };
  } catch (error) {
    return fail(error);
  }
}

function refuse(channel: ChannelName, { log }: ServeOptions): Result<never> {
  const error = new AppError('not-allowed', 'This page may not ask that.');
  return {
    ok: false,
    error: asProblem(error, (id) => {
      log(`${id} ${channel} refused: foreign sender`);
    }),
  };
}
