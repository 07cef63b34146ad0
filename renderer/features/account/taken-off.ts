import { create } from 'zustand';

/** The receipt of the licence that was taken off last; it is shown until it is put away. */
export const useTakenOff = create<{ request: string | null }>(() => ({ request: null }));

export function takenOff(request: string | null): void {
  useTakenOff.setState({ request });
}
