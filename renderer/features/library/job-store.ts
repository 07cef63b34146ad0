import { create } from 'zustand';
import type { Job } from '../../../electron/contract/library.ts';

/** The long job under way, as the last `library.job` event told it; null when none is. */
export const useJob = create<{ job: Job | null }>(() => ({ job: null }));

export function jobTold(job: Job): void {
  useJob.setState({ job: job.state === 'running' ? job : null });
}
