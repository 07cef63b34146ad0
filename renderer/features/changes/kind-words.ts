import { CircleCheck, CircleDashed, CircleSlash, PenLine, Plus } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import type { ChangeKind } from '../../../electron/contract/changes.ts';

/** Each kind has its own shape and word, so that it reads without colour. */
export const kinds: Record<ChangeKind, { word: string; Icon: LucideIcon }> = {
  new: { word: 'New', Icon: Plus },
  revised: { word: 'Revised', Icon: PenLine },
  deleted: { word: 'Deleted', Icon: CircleSlash },
  'became-header': { word: 'Became a header', Icon: CircleDashed },
  'became-billable': { word: 'Became billable', Icon: CircleCheck },
};
