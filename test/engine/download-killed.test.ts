import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { folderPerTest } from '../fixtures/folder.ts';
import { FileServer } from '../support/file-server.ts';
import { hashOf } from '../support/small-pack.ts';

const folder = folderPerTest();
const program = fileURLToPath(new URL('../fixtures/download-file.ts', import.meta.url));
let server: FileServer;
beforeEach(async () => {
  server = await FileServer.start();
});
afterEach(() => server.close());

const megabyte = 1 << 20;
const size = 24 * megabyte;
/** Longer than what is lost to a power cut, and no two parts of it alike. */
const large = Buffer.alloc(size);
for (let at = 0; at < size; at += 4) large.writeUInt32LE((at * 2_654_435_761) % 2 ** 32, at);
large.write('C2CPACK2');

/** Sends piece by piece, and tells after each how many bytes of this answer have gone. */
function sendSlowly(told: (sent: number) => void): void {
  server.behave = ({ reply, response }) => {
    response.writeHead(reply.status, { ...reply.headers, 'content-length': String(reply.body.length) });
    let sent = 0;
    const send = (): void => {
      if (response.destroyed) return;
      const piece = reply.body.subarray(sent, sent + megabyte / 2);
      sent += piece.length;
      response.write(piece, () => {
        told(sent);
        if (sent >= reply.body.length) response.end();
        else setTimeout(send, 5);
      });
    };
    send();
    return 'handled';
  };
}

/** Runs the download; killed like a power cut once `killAt` bytes have been sent to it. Resolves with what it printed. */
async function run(args: string[], killAt: number | null): Promise<string> {
  const child = spawn(process.execPath, [program, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  sendSlowly((sent) => {
    if (killAt !== null && sent >= killAt) child.kill('SIGKILL');
  });
  let printed = '';
  child.stdout.on('data', (text: Buffer) => {
    printed += String(text);
  });
  await new Promise((resolve) => child.once('close', resolve));
  return printed;
}

test.each([
  ['whose hash a signed list promises', [hashOf(large), String(size)]],
  ['of which only the publisher’s name of the version is known', []],
])(
  'killed again and again on its way, a download %s goes on and ends whole',
  { timeout: 120_000 },
  async (_what, promised) => {
    const address = server.put('/pack', large);
    const target = join(folder(), 'in', 'file.c2cpack');
    for (const killAt of [1, 9.5 * megabyte, megabyte, 6.5 * megabyte]) {
      expect(await run([address, target, ...promised], killAt)).toBe('');
      expect(existsSync(target)).toBe(false);
    }
    expect(await run([address, target, ...promised], null)).toBe('fetched');
    expect(readFileSync(target).equals(large)).toBe(true);
    // What had been kept was not asked for again: of nine and a half megabytes at most four are lost.
    const from = server.asked.map(({ range }) => Number(/^bytes=(\d+)-$/.exec(range ?? '')?.[1] ?? 0));
    expect(from).toEqual(from.toSorted((a, b) => a - b));
    expect(from.at(-1)).toBeGreaterThan(4 * megabyte);
  },
);
