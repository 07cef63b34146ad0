import { z } from 'zod';

/** Notices that are shown before something is first seen: before a metered page, and before a line's content. */
export const noticeIds = ['pages', 'cpt', 'ncci', 'mpfs', 'coverage'] as const;
const noticeIdSchema = z.enum(noticeIds);
export type NoticeId = z.infer<typeof noticeIdSchema>;

/** A notice as it stands now; its wording is the vendor's and the publishers', never the program's. */
export const noticeSchema = z.object({
  id: noticeIdSchema,
  /** Changes with the wording: then it is to be accepted again. */
  version: z.string(),
  title: z.string(),
  paragraphs: z.array(z.string()).min(1),
});
export type Notice = z.infer<typeof noticeSchema>;

/** Whose licence the AMA files are used under that a user imported (FIELD: users are named individuals). */
export const rightsSchema = z.strictObject({
  holder: z.string().trim().min(1).max(200),
  users: z.number().int().min(1).max(1_000_000),
});
export type Rights = z.infer<typeof rightsSchema>;

export const standingSchema = z.object({
  /** Page views left, and of how many; null where pages are not counted. */
  views: z.object({ left: z.number().int(), of: z.number().int() }).nullable(),
  /** What a guest and a free account may open, in this edition of the program. */
  allowance: z.object({ guest: z.number().int(), registered: z.number().int() }),
  /** Notices that were not accepted in this wording, of what is held. */
  due: z.array(noticeSchema),
  /** Notices that were, with the day. */
  accepted: z.array(z.object({ id: noticeIdSchema, version: z.string(), on: z.iso.date() })),
  /** As recorded at the imports of AMA files, newest first. */
  rights: z.array(rightsSchema.extend({ on: z.iso.date() })),
});
export type Standing = z.infer<typeof standingSchema>;

export const acceptSchema = z.strictObject({
  notices: z
    .array(z.strictObject({ id: noticeIdSchema, version: z.string().max(64) }))
    .min(1)
    .max(noticeIds.length),
});
