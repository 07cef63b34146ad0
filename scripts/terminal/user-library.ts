import { starterWord } from './open-library.ts';

export async function defaultLibrary(): Promise<string[]> {
  return [starterWord];
}
