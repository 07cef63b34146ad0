import { fork } from 'node:child_process';
import { heapOfNode } from './heap.ts';
import type { EngineMessage, EnginePort } from './rpc.ts';

/** Starts the engine under plain Node: for the terminal and the tests. `entry` is engine/entry.ts or its bundle. */
export function forkEngine(entry: string, execArgv: string[] = []): EnginePort & { pid: number | undefined } {
  const child = fork(entry, [], {
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    execArgv: [...heapOfNode, ...execArgv],
  });
  return {
    pid: child.pid,
    post: (message) => {
      // To a child that has just died nothing can be sent; its exit tells so.
      child.send(message, () => {});
    },
    onMessage: (listener) => {
      // What the engine sends is typed by rpc.ts; both ends are this program.
      child.on('message', (message) => {
        listener(message as EngineMessage);
      });
    },
    onExit: (listener) => {
      child.once('exit', (code) => {
        listener(code);
      });
      // One that could not be started has no exit.
      child.once('error', () => {
        if (child.pid === undefined) listener(null);
      });
    },
    kill: () => {
      child.kill('SIGKILL');
    },
  };
}
