import { randomUUID } from 'node:crypto';

/** An error document as Keygen's controllers render it. */
export function errors(title: string, detail: string, code?: string, pointer?: string): unknown {
  const source = pointer === undefined ? {} : { source: { pointer } };
  return { meta: { id: randomUUID() }, errors: [{ title, detail, ...(code ? { code } : {}), ...source }] };
}
