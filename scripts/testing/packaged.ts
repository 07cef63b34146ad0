import { join } from 'node:path';
import { getRawHeader } from '@electron/asar';
import { root } from '../fresh-build.ts';

/** Where electron-builder --dir puts the program on this machine's platform. */
export interface Packaged {
  /** The folder that is installed. */
  folder: string;
  executable: string;
  /** What holds the fuses: the program, on macOS its bundle. */
  fused: string;
  /** Holds app.asar. */
  resources: string;
  /** The addon's binary, relative to app.asar: the only one the package may hold. */
  addon: string;
}

export function packagedApp(): Packaged {
  const { platform, arch } = process;
  const addon = `node_modules/better-sqlite3/prebuilds/${platform}-${arch}.node`;
  const suffix = arch === 'x64' ? '' : `-${arch}`;
  if (platform === 'darwin') {
    const folder = join(root, 'release', `mac${suffix}`, 'Case2Code Desktop.app');
    const contents = join(folder, 'Contents');
    return {
      folder,
      addon,
      fused: folder,
      executable: join(contents, 'MacOS', 'Case2Code Desktop'),
      resources: join(contents, 'Resources'),
    };
  }
  const windows = platform === 'win32';
  const folder = join(root, 'release', `${windows ? 'win' : 'linux'}${suffix}-unpacked`);
  const executable = join(folder, windows ? 'Case2Code.exe' : 'case2code');
  return {
    folder,
    addon,
    executable,
    fused: executable,
    resources: join(folder, 'resources'),
  };
}

export interface PackedFile {
  /** Inside app.asar, with forward slashes. */
  path: string;
  bytes: number;
  /** True where it lies beside the archive, in app.asar.unpacked. */
  unpacked: boolean;
}

/** What the package's archive holds, in its own order. */
export function packedFiles(): PackedFile[] {
  return filesOf(getRawHeader(join(packagedApp().resources, 'app.asar')).header, '');
}

interface Entry {
  files?: Readonly<Record<string, Entry>>;
  size?: number;
  unpacked?: boolean;
}

function filesOf({ files, size, unpacked }: Entry, path: string): PackedFile[] {
  if (!files) return [{ path, bytes: size ?? 0, unpacked: unpacked === true }];
  return Object.entries(files).flatMap(([name, entry]) =>
    filesOf(entry, path === '' ? name : `${path}/${name}`),
  );
}
