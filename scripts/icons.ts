/**
 * Draws resources/icon.svg into what each platform asks for: `node scripts/icons.ts`. The results are committed,
 * because drawing needs a browser and packing must not.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright';
import { ensureChromium } from './chromium.ts';
import { root } from './fresh-build.ts';

const resources = join(root, 'resources');
const svg = readFileSync(join(resources, 'icon.svg'), 'utf8');

const linuxSizes = [16, 32, 48, 64, 128, 256, 512];
const windowsSizes = [16, 24, 32, 48, 64, 128, 256];
/** Apple's four-letter types of PNG entries, and their sizes in pixels. */
const appleTypes = { ic11: 32, ic12: 64, ic07: 128, ic13: 256, ic08: 256, ic14: 512, ic09: 512, ic10: 1024 };

async function draw(sizes: Iterable<number>): Promise<Map<number, Buffer>> {
  const browser = await chromium.launch({
    executablePath: await ensureChromium({ install: false }),
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  });
  const drawn = new Map<number, Buffer>();
  const page = await browser.newPage();
  for (const size of new Set(sizes)) {
    await page.setViewportSize({ width: size, height: size });
    await page.setContent(`<style>body{margin:0}svg{display:block;width:${size}px}</style>${svg}`);
    drawn.set(size, await page.screenshot({ omitBackground: true }));
  }
  await browser.close();
  return drawn;
}

/** An .ico of PNG images: a directory of 16-byte entries, then the images. */
function ico(images: [size: number, png: Buffer][]): Buffer {
  const head = Buffer.alloc(6 + 16 * images.length);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(images.length, 4);
  let offset = head.length;
  for (const [at, [size, png]] of images.entries()) {
    const entry = 6 + 16 * at;
    head.writeUInt8(size % 256, entry);
    head.writeUInt8(size % 256, entry + 1);
    head.writeUInt16LE(1, entry + 4);
    head.writeUInt16LE(32, entry + 6);
    head.writeUInt32LE(png.length, entry + 8);
    head.writeUInt32LE(offset, entry + 12);
    offset += png.length;
  }
  return Buffer.concat([head, ...images.map(([, png]) => png)]);
}

/** An .icns of PNG images: each with its type and its length, header included. */
function icns(images: [type: string, png: Buffer][]): Buffer {
  const headed = (type: string, body: Buffer) => {
    const head = Buffer.from(`${type}....`, 'latin1');
    head.writeUInt32BE(head.length + body.length, 4);
    return Buffer.concat([head, body]);
  };
  return headed('icns', Buffer.concat(images.map(([type, png]) => headed(type, png))));
}

const drawn = await draw([...linuxSizes, ...windowsSizes, ...Object.values(appleTypes)]);
const image = (size: number) => drawn.get(size) ?? Buffer.alloc(0);

mkdirSync(join(resources, 'icons'), { recursive: true });
for (const size of linuxSizes) writeFileSync(join(resources, 'icons', `${size}x${size}.png`), image(size));
writeFileSync(join(resources, 'icon.ico'), ico(windowsSizes.map((size) => [size, image(size)])));
const apple = Object.entries(appleTypes).map(([type, size]): [string, Buffer] => [type, image(size)]);
writeFileSync(join(resources, 'icon.icns'), icns(apple));
