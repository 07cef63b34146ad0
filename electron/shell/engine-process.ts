import { utilityProcess } from 'electron';
import { heapOfElectron } from '../engine/heap.ts';
import type { EnginePort } from '../engine/rpc.ts';

/** Starts the engine as an Electron utility process. What it prints goes to the log. */
export function spawnEngine(entry: string, log: (message: string) => void): EnginePort {
  const child = utilityProcess.fork(entry, [], {
    serviceName: 'Case2Code engine',
    execArgv: [...heapOfElectron],
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  child.stderr?.on('data', (chunk: Buffer) => {
    log(String(chunk).trimEnd());
  });
  return {
    post: (message) => {
      child.postMessage(message);
    },
    onMessage: (listener) => {
      child.on('message', listener);
    },
    onExit: (listener) => {
      child.once('exit', listener);
    },
    kill: () => {
      child.kill();
    },
  };
}
