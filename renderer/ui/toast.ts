import { create } from 'zustand';

interface ToastState {
  /** Grows with each message, so that the same words twice are announced twice. */
  serial: number;
  text: string | null;
}

const shownFor = 2400;

export const useToast = create<ToastState>(() => ({ serial: 0, text: null }));

/** Says one short thing quietly; a newer one takes its place. */
export function say(text: string): void {
  const serial = useToast.getState().serial + 1;
  useToast.setState({ serial, text });
  setTimeout(() => {
    if (useToast.getState().serial === serial) useToast.setState({ text: null });
  }, shownFor);
}
