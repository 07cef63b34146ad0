/** Longest licence, machine or roster file that is read, in characters; a clinic of 2,000 people has about 400,000. */
export const longestFile = 1 << 20;
/** Deepest nesting of a document that is read; Keygen's have about 8. */
const deepest = 32;

/** The bytes of a base64 text; undefined where it is not exactly what an encoder writes (RFC 4648 §4). */
export function fromBase64(text: string): Buffer | undefined {
  const bytes = Buffer.from(text, 'base64');
  return bytes.length > 0 && bytes.toString('base64') === text ? bytes : undefined;
}

/** As `fromBase64` for base64url; padding is taken with and without. */
export function fromBase64Url(text: string): Buffer | undefined {
  const bytes = Buffer.from(text, 'base64url');
  const written = bytes.toString('base64url');
  const padded = written.padEnd(Math.ceil(written.length / 4) * 4, '=');
  return bytes.length > 0 && (text === written || text === padded) ? bytes : undefined;
}

/** The value of a JSON text in UTF-8; undefined where it is none or nests deeper than any real document. */
export function fromJson(bytes: Uint8Array): unknown {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return isShallow(text) ? JSON.parse(text) : undefined;
  } catch {
    return undefined;
  }
}

function isShallow(text: string): boolean {
  let depth = 0;
  let inText = false;
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (inText) {
      if (character === '\\') at++;
      else if (character === '"') inText = false;
    } else if (character === '"') inText = true;
    else if (character === '{' || character === '[') {
      depth++;
      if (depth > deepest) return false;
    } else if (character === '}' || character === ']') depth--;
  }
  return true;
}
