import { z } from 'zod';

// What is read of Keygen's JSON:API documents. Everything else in them is ignored, so that a newer server still fits.

const id = z.string().min(1).max(200);
const metadata = z.record(z.string(), z.unknown()).nullish();

export const licenceResourceSchema = z.object({
  type: z.literal('licenses'),
  id,
  attributes: z.object({
    key: z.string().min(1).max(4096),
    name: z.string().nullish(),
    expiry: z.string().nullish(),
    status: z.string().nullish(),
    metadata,
  }),
  relationships: z.object({ policy: z.object({ data: z.object({ id }).nullish() }).nullish() }).nullish(),
});
export type LicenceResource = z.infer<typeof licenceResourceSchema>;

/** `POST licenses/actions/validate-key`: `constant` is what `code` was called before API version 1.1. */
export const validationSchema = z.object({
  data: licenceResourceSchema.nullable(),
  meta: z.object({
    valid: z.boolean(),
    code: z.string().optional(),
    constant: z.string().optional(),
    detail: z.string().nullish(),
    nonce: z.number().nullish(),
  }),
});

export const machineResourceSchema = z.object({
  type: z.literal('machines'),
  id,
  attributes: z.object({
    fingerprint: z.string().min(1).max(300),
    name: z.string().nullish(),
    created: z.string().nullish(),
    requireHeartbeat: z.boolean().nullish(),
    heartbeatDuration: z.number().nullish(),
  }),
});
export type MachineResource = z.infer<typeof machineResourceSchema>;

export const machineSchema = z.object({ data: machineResourceSchema });
export const licenceSchema = z.object({ data: licenceResourceSchema });
export const licencesSchema = z.object({ data: z.array(licenceResourceSchema).max(100) });

export const machineFileSchema = z.object({
  data: z.object({
    type: z.literal('machine-files'),
    attributes: z.object({ certificate: z.string().min(1).max(400_000) }),
  }),
});

export const userSchema = z.object({ data: z.object({ type: z.literal('users'), id }) });

export const tokenSchema = z.object({
  data: z.object({
    type: z.literal('tokens'),
    id,
    attributes: z.object({ token: z.string().min(1).max(4096) }),
  }),
});

/** An error document: `{meta: {id}, errors: [{title, detail, code, source}]}`. */
export const errorsSchema = z.object({
  meta: z.object({ id: z.string().optional() }).nullish(),
  errors: z
    .array(
      z.object({
        title: z.string().nullish(),
        detail: z.string().nullish(),
        code: z.string().nullish(),
        source: z.object({ pointer: z.string().nullish() }).nullish(),
      }),
    )
    .min(1),
});
