import { serve } from './serve.ts';
import { parentPort } from './parent-port.ts';

// The engine process: one file for utilityProcess (Electron) and child_process.fork (terminal, tests, shim).
serve(parentPort());
