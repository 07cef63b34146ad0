import { z } from 'zod';
import { systemSchema } from '../../contract/codes.ts';
import { endpointSchema } from '../activation/endpoint.ts';

const path = z.string().trim().min(1).max(500);

/** `host:port`, with a scheme where it is no plain HTTP proxy, as Chromium's proxy rules take it. */
const proxyServer = z
  .string()
  .regex(/^(?:(?:https?|socks5?|socks4):\/\/)?[\w.-]+:\d{1,5}$/)
  .max(200);

const proxySchema = z.discriminatedUnion('mode', [
  z.strictObject({ mode: z.literal('system') }),
  z.strictObject({ mode: z.literal('direct') }),
  z.strictObject({
    mode: z.literal('fixed'),
    server: proxyServer,
    /** Hosts that are reached without it: `intranet;*.clinic.example`. */
    bypass: z.string().max(1000).optional(),
  }),
]);

/**
 * A managed policy, as an administrator writes it in `policy.json` or sets it by group policy. Every field may be
 * absent; what is present holds for every user of the computer. docs/clinics.md documents each.
 */
export const policySchema = z.strictObject({
  /** Shown to the user beside what is managed. */
  organization: z.string().trim().min(1).max(120).optional(),
  /** A licence file to use beside those in the machine-wide folder, often on a share. */
  licenceFile: path.optional(),
  /** Opens an encrypted licence file; the file names the clinic, the key stays with the administrator. */
  licenceKey: z.string().trim().min(1).max(4096).optional(),
  /** Where keys are activated online. Without it the program never connects for a licence. */
  activation: endpointSchema.optional(),
  /** Code systems that a search shows at first; the user can change it. */
  systems: z.array(systemSchema).min(1).max(10).optional(),
  /** Folder that holds the clinic's notes. */
  notesShare: path.optional(),
  /** Whether code-set updates may be looked for. */
  updates: z.boolean().optional(),
  /** Address of the feed of code-set packs. */
  updateFeed: z
    .url({ protocol: /^https$/ })
    .max(300)
    .optional(),
  /** False switches the assistant off for everybody. */
  assistant: z.boolean().optional(),
  /** How the network is reached when something the user asked for needs it. */
  proxy: proxySchema.optional(),
});
export type Policy = z.infer<typeof policySchema>;
export type PolicyField = keyof Policy;

/** One thing that is wrong with a policy, for whoever wrote it. */
export interface PolicyProblem {
  /** "policy.json", or the registry key. */
  from: string;
  /** Dotted name of the field; empty where the whole is meant. */
  field: string;
  /** What is wrong and what was done about it. */
  message: string;
}

/**
 * Takes of a raw policy what is right and tells what is not, field by field: one typing mistake must not switch off a
 * clinic's whole policy, nor go unseen.
 */
export function parsePolicy(raw: unknown, from: string): { policy: Policy; problems: PolicyProblem[] } {
  const fields = z.record(z.string(), z.unknown()).safeParse(raw).data;
  if (!fields) {
    const message = 'It is not a JSON object, so nothing in it is used.';
    return { policy: {}, problems: [{ from, field: '', message }] };
  }
  const taken: Record<string, unknown> = {};
  const problems: PolicyProblem[] = [];
  for (const [name, value] of Object.entries(fields)) {
    const schema = Object.hasOwn(policySchema.shape, name) ? policySchema.shape[name as PolicyField] : null;
    const parsed = schema?.safeParse(value);
    if (parsed?.success) taken[name] = parsed.data;
    else if (!parsed)
      problems.push({ from, field: name, message: 'No setting has this name, so it is ignored.' });
    else {
      for (const issue of parsed.error.issues) {
        const field = [name, ...issue.path].join('.');
        problems.push({
          from,
          field,
          message: `${issue.message}. “${name}” is ignored until it is corrected.`,
        });
      }
    }
  }
  return { policy: policySchema.parse(taken), problems };
}
