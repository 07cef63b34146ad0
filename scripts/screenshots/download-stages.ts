import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { orderFile, zipOf } from '../../electron/importers/fixtures.ts';
import { sourceListSchema } from '../../electron/packs/fetch/source-list.ts';
import type { App } from '../../test/e2e/driver/launch.ts';
import { FileServer } from '../../test/support/file-server.ts';
import type { Stage } from './stage.ts';
import { go } from './stage.ts';

const list = fileURLToPath(new URL('../../data/sources.json', import.meta.url));

/** CMS as far as the pictures need it: a server on this computer, with pages that link to small invented zips. */
export async function downloadStages(): Promise<{ stages: Stage[]; close: () => Promise<void> }> {
  const server = await FileServer.start();
  const zip = await zipOf({ 'icd10cm_order_2026.txt': orderFile });
  // The program's own sets, led to this computer: a picture asks nobody else.
  const { sources: own } = sourceListSchema.parse(JSON.parse(readFileSync(list, 'utf8')));
  const sources = own.map((source) => {
    const name = `${source.cycle === 'quarter' ? 'january-2026' : '2026'}-${source.id}`;
    const links = [name, name.replace('2026', '2025')].map(linkTo).join('');
    // One page has moved.
    if (source.id !== 'poa-exempt') server.put(`/${source.id}`, links, { type: 'text/html' });
    server.put(`/files/zip/${name}.zip`, zip);
    return { ...source, places: [{ page: server.address(`/${source.id}`), words: ['20'], without: [] }] };
  });
  const prepare = (app: App): Promise<void> => {
    const text = JSON.stringify({ format: 'case2code sources', version: 1, sources });
    writeFileSync(join(app.userData, 'sources.json'), text);
    return Promise.resolve();
  };
  const press = async (app: App, name: RegExp): Promise<void> => {
    await app.page.getByRole('main').getByRole('button', { name }).click();
  };
  const stages: Stage[] = [
    { prepare, screens: [{ name: 'public', show: (app) => go(app, '#/library/public') }] },
    {
      prepare: async (app) => {
        await go(app, '#/library/public');
        await press(app, /See what/);
        await app.page.getByRole('button', { name: /^Download \d/ }).waitFor();
      },
      screens: [{ name: 'public-listed', show: (app) => go(app, '#/library/public') }],
    },
    {
      prepare: async (app) => {
        await press(app, /^Download \d/);
        await app.page.getByRole('button', { name: /^Import \d/ }).waitFor();
      },
      screens: [{ name: 'public-arrived', show: (app) => go(app, '#/library/public') }],
    },
  ];
  return { stages, close: () => server.close() };
}

function linkTo(name: string): string {
  return `<a href="/files/zip/${name}.zip">${name.replaceAll('-', ' ')} (ZIP)</a>`;
}
