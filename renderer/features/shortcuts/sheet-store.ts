import { create } from 'zustand';

export const useSheet = create<{ isOpen: boolean }>(() => ({ isOpen: false }));

export function showShortcuts(): void {
  useSheet.setState({ isOpen: true });
}

export function hideShortcuts(): void {
  useSheet.setState({ isOpen: false });
}
