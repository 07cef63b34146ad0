import { z } from 'zod';

/** A library has one code-set file per line; a line may hold several code systems. */
export const lines = [
  'icd10cm',
  'icd10pcs',
  'hcpcs',
  'cpt',
  'ncci',
  'mpfs',
  'coverage',
  'editorial',
  'clinic',
] as const;
export const lineSchema = z.enum(lines);
export type Line = z.infer<typeof lineSchema>;

/** A code system: what a coder means by "which kind of code is that". */
export const systems = ['icd10cm', 'icd10pcs', 'cpt', 'hcpcs', 'modifier', 'pos'] as const;
export const systemSchema = z.enum(systems);
export type System = z.infer<typeof systemSchema>;

/** ISO calendar date, `YYYY-MM-DD`; code sets know no time of day. */
export const dateSchema = z.iso.date();

/** The publisher's release that a row comes from. */
export const editionSchema = z.object({
  /** As coders name it: "ICD-10-CM FY2026", "HCPCS Oct 2025". */
  name: z.string(),
  line: lineSchema,
  /** First day the edition answers for. */
  begins: dateSchema,
  /** Last day the edition answers for (FIELD: held ranges); null where it has no end of its own. */
  ends: dateSchema.nullable(),
});
export type Edition = z.infer<typeof editionSchema>;

/** Who published a text, and the line that must stand beside it. */
export const sourceSchema = z.object({
  id: z.string(),
  publisher: z.string(),
  /** The file or document it was read from. */
  document: z.string(),
  /** Copyright or public-domain line, shown wherever the text is shown. */
  notice: z.string(),
  /**
   * What opens its text: the code of an entitlement ("CPT"), or `METERED` for pages of which each counts as a view.
   * Absent where whoever holds the file may read it: public texts, and what users import under their own licence.
   */
  licence: z
    .string()
    .regex(/^[A-Z][A-Z0-9_]{0,59}$/)
    .optional(),
});
export type Source = z.infer<typeof sourceSchema>;

export const verdictStates = ['billable', 'header', 'valid', 'ended', 'not-yet', 'unknown-date'] as const;

/** Whether a code may be reported on the date of service, with the sentence a coder reads. */
export const verdictSchema = z.object({
  state: z.enum(verdictStates),
  /** Two or three words for a badge: "billable", "not billable", "not known". */
  label: z.string(),
  /** The whole sentence, with edition and reason. */
  sentence: z.string(),
});
export type Verdict = z.infer<typeof verdictSchema>;

/** A code as a list shows it. */
export const codeRefSchema = z.object({
  system: systemSchema,
  /** As written on a claim form: ICD-10-CM with its dot. */
  code: z.string(),
  title: z.string(),
});
export type CodeRef = z.infer<typeof codeRefSchema>;

export const childSchema = codeRefSchema.extend({
  billable: z.boolean().nullable(),
  /** On the date of service. */
  state: z.enum(verdictStates),
});

/** One piece of a page section; the renderer has exactly one component for each. */
export const blockSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('text'), text: z.string() }),
  z.object({ type: z.literal('list'), items: z.array(z.string()) }),
  /** Codes or modifiers with a sentence each; `system` is null where the library holds no page for it. */
  z.object({
    type: z.literal('codes'),
    items: z.array(z.object({ code: z.string(), system: systemSchema.nullable(), note: z.string() })),
  }),
  z.object({
    type: z.literal('table'),
    caption: z.string(),
    columns: z.array(z.string()),
    rows: z.array(z.array(z.string())),
  }),
  z.object({ type: z.literal('notice'), text: z.string() }),
  /** A text under a title that opens it: for what is long and read now and then. */
  z.object({ type: z.literal('fold'), title: z.string(), text: z.string() }),
]);
export type Block = z.infer<typeof blockSchema>;

export const sectionKinds = [
  'guidelines',
  'modifiers',
  'crosswalks',
  'edits',
  'medicare',
  'history',
] as const;
export const sectionSchema = z.object({
  kind: z.enum(sectionKinds),
  title: z.string(),
  blocks: z.array(blockSchema),
  source: sourceSchema,
  /** Edition of the facts where they have one of their own ("NCCI 2024 Q3"). */
  edition: z.string().nullable(),
  /** "Not known for this date: …" where that edition was not in force on the date of service. */
  notKnown: z.string().nullable(),
});
export type Section = z.infer<typeof sectionSchema>;
export type SectionKind = Section['kind'];

/** Running text in pieces: plain, or a code that it names. */
export const noteTextSchema = z.array(
  z.object({
    text: z.string(),
    code: z
      .object({
        /** As written on a claim form; `text` may say it otherwise ("N18.-"). */
        code: z.string(),
        /** False where no file held has a page for it. */
        held: z.boolean(),
        /** What has become of it by the date of service ("header", "ended 2025-09-30"); empty where nothing has. */
        mark: z.string(),
      })
      .nullable(),
  }),
);
export type NoteText = z.infer<typeof noteTextSchema>;

/** Notes of the Tabular List by the words that head them in print. */
export const noteKinds = [
  'inclusionTerm',
  'includes',
  'excludes1',
  'excludes2',
  'codeFirst',
  'useAdditionalCode',
  'codeAlso',
  'notes',
  'sevenChrNote',
  'visualImpairment',
] as const;

/** What one place of the Tabular List says: the code's own, or a wider code's, section's or chapter's. */
export const noteGroupSchema = z.object({
  from: z.object({
    level: z.enum(['own', 'code', 'section', 'chapter']),
    /** "E11", "E08–E13", "Chapter 4". */
    label: z.string(),
    title: z.string(),
  }),
  /** In the order printed. */
  notes: z.array(z.object({ kind: z.enum(noteKinds), items: z.array(noteTextSchema) })),
  /** 7th characters defined here; empty where they are not, or a nearer place defines others. */
  characters: z.array(z.object({ character: z.string(), meaning: z.string() })),
  /** What the edition cannot say: the code came after it. Empty where there is nothing. */
  remark: z.string(),
  source: sourceSchema,
  edition: z.string(),
  /** "Not known for this date: …" where the edition was not in force on the date of service. */
  notKnown: z.string().nullable(),
});
export type NoteGroup = z.infer<typeof noteGroupSchema>;

/** The official description, or why it is not here. CPT descriptors come only with the user's licence or files. */
export const officialSchema = z.discriminatedUnion('state', [
  z.object({ state: z.literal('held'), text: z.string(), source: sourceSchema }),
  z.object({ state: z.literal('needs-licence'), text: z.string() }),
]);

/** A part of a page that is not open, and how it opens. */
export const lockedPartSchema = z.object({
  part: z.enum(['official', 'plain', ...sectionKinds]),
  title: z.string(),
  /** What stands there: "2 paragraphs", "a table of 4 rows, NCCI 2026 Q1". */
  holds: z.string(),
  /** A free account, a licence with the entitlement, the acceptance of a notice, or the user's own files. */
  opensBy: z.array(z.enum(['account', 'licence', 'notice', 'import'])).min(1),
  /** Code of the entitlement; null where any licence opens it. */
  entitlement: z.string().nullable(),
  /** The sentence that says so. */
  sentence: z.string(),
});
export type LockedPart = z.infer<typeof lockedPartSchema>;

export const codePageSchema = z.object({
  system: systemSchema,
  code: z.string(),
  /** What heads the page: the official description, or our own short name where none is held. */
  title: z.string(),
  /** The edition that speaks for the date of service, of those that hold the code. */
  edition: editionSchema,
  verdict: verdictSchema,
  official: officialSchema,
  plain: z.object({ paragraphs: z.array(z.string()), source: sourceSchema }).nullable(),
  /** First and last day of the code itself, where the publisher prints them. */
  added: dateSchema.nullable(),
  ended: dateSchema.nullable(),
  /** From the widest (chapter) to the parent; a chapter or category without a page has no `code`. */
  path: z.array(z.object({ code: z.string().nullable(), label: z.string(), title: z.string() })),
  children: z.array(childSchema),
  /** All children, also those beyond the first ones sent. */
  childCount: z.number().int(),
  previous: codeRefSchema.nullable(),
  next: codeRefSchema.nullable(),
  /** Notes that apply, from the code's own outwards; empty for systems without a Tabular List. */
  notes: z.array(noteGroupSchema),
  /** Several sections of one kind stand together, each with its own source and edition. */
  sections: z.array(sectionSchema),
  /** What is held of the code and not open, in the order of the page. */
  locked: z.array(lockedPartSchema),
  /** `counted`: metered, and one of the views that the person has; `closed`: metered, and no view is left. */
  view: z.enum(['free', 'counted', 'closed']),
});
export type CodePage = z.infer<typeof codePageSchema>;
