import { EventEmitter } from 'node:events';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test, vi } from 'vitest';
import type { CommandLine } from './opened-files.ts';
import { OpenedFiles, pathsOf } from './opened-files.ts';

const folder = resolve('/home/coder');
const project = resolve('/opt/project');
const packaged = (...argv: string[]): string[] =>
  pathsOf({ argv: ['/opt/Case2Code', ...argv], workingFolder: folder, isPackaged: true, entries: [] });

describe('paths on a command line', () => {
  test.each<[string, string[], string[]]>([
    ['none', [], []],
    [
      'a file, from where the program was started',
      ['icd10cm-2026.zip'],
      [resolve(folder, 'icd10cm-2026.zip')],
    ],
    ['several, absolute too', ['a.zip', resolve('/b')], [resolve(folder, 'a.zip'), resolve('/b')]],
    ['switches are none', ['--smoke-test', '-psn_0_1', 'a.zip'], [resolve(folder, 'a.zip')]],
    ['an address of a file', [pathToFileURL(resolve('/a b.zip')).href], [resolve('/a b.zip')]],
    ['any other address is none', ['https://example.com/a.zip', 'case2code://code/I10', ''], []],
  ])('%s', (_what, argv, paths) => {
    expect(packaged(...argv)).toEqual(paths);
  });

  test('unpackaged, what comes before the project belongs to Electron', () => {
    const line: CommandLine = {
      argv: ['electron', '-r', '/spy.cjs', project, '--user-data-dir=/x', 'a.zip'],
      workingFolder: folder,
      isPackaged: false,
      entries: [project],
    };
    expect(pathsOf(line)).toEqual([resolve(folder, 'a.zip')]);
    expect(pathsOf({ ...line, entries: ['/elsewhere'] })).toEqual([]);
  });
});

describe('files that the program is opened with', () => {
  const openFile = (app: EventEmitter, path: string): boolean => {
    const event = { preventDefault: vi.fn<() => void>() };
    app.emit('open-file', event, path);
    return event.preventDefault.mock.calls.length === 1;
  };

  test('those of the start are told first, then each gesture once', async () => {
    vi.useFakeTimers();
    const app = new EventEmitter();
    const opened = new OpenedFiles(app as never, ['/start.zip']);
    expect(openFile(app, '/early.zip')).toBe(true);
    await vi.advanceTimersByTimeAsync(1000);
    const told: string[][] = [];
    opened.listen((paths) => told.push(paths));
    expect(told).toEqual([['/start.zip', '/early.zip']]);
    openFile(app, '/a.zip');
    openFile(app, '/b.zip');
    await vi.advanceTimersByTimeAsync(1000);
    expect(told.slice(1)).toEqual([['/a.zip', '/b.zip']]);
    vi.useRealTimers();
  });

  test('a second start hands its files over; what else it says is not listened to', async () => {
    vi.useFakeTimers();
    const app = new EventEmitter();
    const told: string[][] = [];
    new OpenedFiles(app as never, []).listen((paths) => told.push(paths));
    app.emit('second-instance', {}, ['/argv.zip'], '/', { paths: ['/c.zip'] });
    await vi.advanceTimersByTimeAsync(1000);
    for (const handed of [undefined, { paths: [7] }, { paths: '/etc/passwd' }, []]) {
      app.emit('second-instance', {}, ['/argv.zip'], '/', handed);
    }
    await vi.advanceTimersByTimeAsync(1000);
    expect(told).toEqual([['/c.zip']]);
    vi.useRealTimers();
  });
});
