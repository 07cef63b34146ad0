import type { EngineMessage, EngineRequest } from './rpc.ts';

/** The engine's end of the wire. */
export interface ParentPort {
  post(message: EngineMessage): void;
  onMessage(listener: (message: EngineRequest) => void): void;
}

/** Electron gives a utility process `process.parentPort`; a forked Node process has `process.send`. */
export function parentPort(): ParentPort {
  const electronPort: unknown = Reflect.get(process, 'parentPort');
  if (isMessagePort(electronPort)) {
    return {
      post: (message) => {
        electronPort.postMessage(message);
      },
      onMessage: (listener) => {
        electronPort.on('message', (event) => {
          listener(event.data);
        });
      },
    };
  }
  // The parent went away (crash, kill -9): an engine without one must not stay behind.
  process.once('disconnect', () => process.exit(0));
  return {
    post: (message) => {
      // A parent that has just died is told of by `disconnect`, not by a failed write.
      if (process.connected) process.send?.(message, undefined, undefined, () => {});
    },
    onMessage: (listener) => {
      process.on('message', listener);
    },
  };
}

interface MessagePort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { data: EngineRequest }) => void): void;
}

function isMessagePort(port: unknown): port is MessagePort {
  return typeof port === 'object' && port !== null && 'postMessage' in port;
}
