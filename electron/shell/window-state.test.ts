import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { folderPerTest } from '../../test/fixtures/folder.ts';
import { isReachable, readWindowState, writeWindowState } from './window-state.ts';

const folder = folderPerTest();
const file = () => join(folder(), 'window.json');
const bounds = { x: 10, y: 20, width: 1280, height: 800 };

describe('the state of the window', () => {
  test('is read as it was written', async () => {
    const state = { bounds: { ...bounds, x: -1900 }, maximized: true };
    await writeWindowState(file(), state);
    expect(readWindowState(file())).toEqual(state);
    expect(readdirSync(folder())).toEqual(['window.json']);
  });

  test.each([
    ['missing', undefined],
    ['no JSON', '{'],
    ['without bounds', '{"maximized":true}'],
    ['too small', JSON.stringify({ bounds: { ...bounds, width: 10 }, maximized: false })],
    ['endless', JSON.stringify({ bounds: { ...bounds, height: 1e9 }, maximized: false })],
    ['broken numbers', '{"bounds":{"x":null,"y":0,"width":1280,"height":800},"maximized":false}'],
  ])('%s gives none', (_what, text) => {
    if (text !== undefined) writeFileSync(file(), text);
    expect(readWindowState(file())).toBeUndefined();
  });
});

describe('isReachable', () => {
  const screen = (x: number, y: number) => ({ workArea: { x, y, width: 1920, height: 1040 } });

  test.each([
    ['in the middle', bounds, [screen(0, 0)], true],
    ['on the second screen', { ...bounds, x: 2000 }, [screen(0, 0), screen(1920, 0)], true],
    ['on a screen that is gone', { ...bounds, x: 2000 }, [screen(0, 0)], false],
    ['left of everything', { ...bounds, x: -1200 }, [screen(0, 0)], false],
    ['with enough to be dragged', { ...bounds, x: -1000 }, [screen(0, 0)], true],
    ['below the edge', { ...bounds, y: 1000 }, [screen(0, 0)], false],
    ['with its title bar above the edge', { ...bounds, y: -100 }, [screen(0, 0)], false],
    ['a shadow above the edge', { ...bounds, y: -8 }, [screen(0, 0)], true],
    ['without a screen', bounds, [], false],
  ])('%s: %s', (_where, place, screens, expected) => {
    expect(isReachable(place, screens)).toBe(expected);
  });
});
