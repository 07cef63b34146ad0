import type { Job } from '../../contract/library.ts';
import type { Progress } from './download.ts';

/** Tells how far long work is. */
export type Report = (progress: Pick<Job, 'done' | 'detail'>) => void;

/** "1.7 of 3.4 MB"; "1.7 MB" while the server has not said how much there is. */
export function megabytes({ bytes, size }: Progress): string {
  const print = (number: number): string => (number / 1e6).toFixed(1);
  return size === null ? `${print(bytes)} MB` : `${print(bytes)} of ${print(size)} MB`;
}
