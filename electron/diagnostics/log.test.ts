import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { folderPerTest } from '../../test/fixtures/folder.ts';
import { openLog } from './log.ts';

const folder = folderPerTest();

test('every line goes to main.log in the folder, and nothing to the terminal', () => {
  const written = vi.spyOn(process.stdout, 'write');
  const log = openLog(folder());
  log('start 1.2.3 on linux');
  log('ab12cd34 library.status internal');
  const text = readFileSync(join(folder(), 'main.log'), 'utf8');
  expect(text.trim().split('\n')).toEqual([
    expect.stringContaining('start 1.2.3'),
    expect.stringContaining('ab12cd34'),
  ]);
  expect(text).toMatch(/^\[\d{4}-\d{2}-\d{2} /);
  expect(readdirSync(folder())).toEqual(['main.log']);
  expect(written).not.toHaveBeenCalled();
});
