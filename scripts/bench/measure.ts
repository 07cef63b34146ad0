import { readFileSync } from 'node:fs';

/** Times in milliseconds, summed up. */
export interface Times {
  p50: number;
  p99: number;
  worst: number;
}

export function summary(times: readonly number[]): Times {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return { p50: at(0.5), p99: at(0.99), worst: at(1) };
}

export function timesOf<T>(inputs: readonly T[], work: (input: T) => void): number[] {
  return inputs.map((input) => {
    const started = performance.now();
    work(input);
    return performance.now() - started;
  });
}

/** Most memory a running process ever held, in megabytes; undefined where the system does not tell. */
export function peakMemory(pid: number): number | undefined {
  try {
    const match = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
    return match ? Number(match[1]) / 1024 : undefined;
  } catch {
    return undefined;
  }
}

export function say(label: string, value: string, bound = ''): void {
  console.log(`${label.padEnd(52)}${value.padStart(14)}${bound ? `   ${bound}` : ''}`);
}

export function ms(value: number): string {
  return `${value < 10 ? value.toFixed(2) : value.toFixed(0)} ms`;
}

export function mb(value: number | undefined): string {
  return value === undefined ? 'not measured' : `${value.toFixed(0)} MB`;
}
