import type { Memory } from './memory.ts';

const minute = 60_000;
const hour = 60 * minute;
export const day = 24 * hour;

/** Back by more than this is no correction of a running clock. Time zones and summer time do not move it at all. */
const mostBack = hour;
/** Use that a licence grants while the clock is turned back. */
export const clockGrace = 14 * day;
/** A start counts as this much use, or restarting would make the grace endless. */
const leastUse = 15 * minute;
/** How often the user may say that an earlier clock is right before the vendor has to send a new file. */
const mostConfirmations = 3;
/** What a file may be issued ahead of this computer's clock (Keygen: clock drift). */
export const mostAhead = 5 * minute;

export interface ObservedClock {
  isBack: boolean;
  /** The moment that ends licences: never earlier than one seen before. */
  moment: number;
  graceLeft: number;
  mayConfirm: boolean;
  memory: Memory;
}

/**
 * Compares the clock with what was seen before. Forward is never wrong: computers are switched off for holidays.
 * Nothing is lost by a clock turned back: it is put right, or confirmed, and all is as before.
 *
 * @param now milliseconds since 1970
 * @param elapsed milliseconds of a clock that only runs forward, since this process last asked; 0 at its start
 */
export function observeClock(memory: Memory, now: number, elapsed: number): ObservedClock {
  const isBack = now < memory.lastSeen - mostBack;
  // A clock turned back goes on from the latest moment seen.
  const moment = isBack ? memory.lastSeen + elapsed : Math.max(memory.lastSeen, now);
  const used = isBack
    ? memory.clockGraceUsed + Math.max(elapsed, elapsed === 0 ? leastUse : 0)
    : memory.clockGraceUsed;
  return {
    isBack,
    moment,
    graceLeft: Math.max(0, clockGrace - used),
    mayConfirm: isBack && mayConfirm(memory, now),
    memory: { ...memory, lastSeen: moment, clockGraceUsed: used },
  };
}

/** A signed file tells a moment that has been reached, and is a new start for grace and confirmations. */
export function withSigned(memory: Memory, issued: number): Memory {
  if (issued <= memory.newestSigned) return memory;
  return {
    ...memory,
    newestSigned: issued,
    lastSeen: Math.max(memory.lastSeen, issued),
    clockGraceUsed: 0,
    clockConfirmed: 0,
    latestEnd: 0,
  };
}

/** The user says that the clock is right now, as after a wrong date in the future; the same memory where it may not be. */
export function confirmClock(memory: Memory, now: number): Memory {
  if (!mayConfirm(memory, now)) return memory;
  return { ...memory, lastSeen: now, clockConfirmed: memory.clockConfirmed + 1 };
}

/** Never where it would bring a licence back that had ended: then the grace runs, and a new signed file is wanted. */
export function mayConfirm({ newestSigned, clockConfirmed, latestEnd }: Memory, now: number): boolean {
  return clockConfirmed < mostConfirmations && now >= newestSigned - mostAhead && now > latestEnd;
}

/**
 * Remembers the ends that the clock has passed. They are kept, so that a file moved away for the while counts too; and
 * only while the clock is not turned back, so that a newer signed file makes a confirmation possible again.
 */
export function withEnds(memory: Memory, ends: readonly number[], clock: ObservedClock): Memory {
  if (clock.isBack) return memory;
  const passed = ends.filter((end) => end < clock.moment);
  return { ...memory, latestEnd: Math.max(memory.latestEnd, ...passed) };
}
