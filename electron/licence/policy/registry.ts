/** Where Windows keeps what group policy sets for this program; only administrators can write there. */
export const policyKey = 'HKLM\\SOFTWARE\\Policies\\Case2Code';

/** A value's name below the key, the field of the policy it sets, and how its text becomes the field's value. */
export interface RegistryValue {
  /** Subkey and name, as the ADMX template has them. */
  name: string;
  /** Dotted path in policy.json. */
  field: string;
  as: 'text' | 'switch' | 'number' | 'list';
}

export const registryValues: readonly RegistryValue[] = [
  { name: 'Organization', field: 'organization', as: 'text' },
  { name: 'LicenceFile', field: 'licenceFile', as: 'text' },
  { name: 'LicenceKey', field: 'licenceKey', as: 'text' },
  { name: 'Systems', field: 'systems', as: 'list' },
  { name: 'NotesShare', field: 'notesShare', as: 'text' },
  { name: 'Updates', field: 'updates', as: 'switch' },
  { name: 'UpdateFeed', field: 'updateFeed', as: 'text' },
  { name: 'Assistant', field: 'assistant', as: 'switch' },
  { name: 'Activation\\Address', field: 'activation.address', as: 'text' },
  { name: 'Activation\\Account', field: 'activation.account', as: 'text' },
  { name: 'Activation\\Product', field: 'activation.product', as: 'text' },
  { name: 'Activation\\RegistrationPolicy', field: 'activation.registrationPolicy', as: 'text' },
  { name: 'Activation\\FileDays', field: 'activation.fileDays', as: 'number' },
  { name: 'Proxy\\Mode', field: 'proxy.mode', as: 'text' },
  { name: 'Proxy\\Server', field: 'proxy.server', as: 'text' },
  { name: 'Proxy\\Bypass', field: 'proxy.bypass', as: 'text' },
];

const keyLine = /^HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Case2Code(?:\\(.+))?$/i;
const valueLine = /^ {4}(.+?) {4}(REG_[A-Z_]+) {4}(.*)$/;

/**
 * Reads what `reg query KEY /s` prints: a line for each key, and under it `name    type    data` with four spaces
 * between. Names are compared without case, as the registry compares them.
 *
 * @returns values by "subkey\\name" below `policyKey`, in lower case
 */
export function parseRegistry(output: string): Map<string, string> {
  const values = new Map<string, string>();
  let subkey: string | null = null;
  for (const line of output.split(/\r?\n/)) {
    if (line.startsWith('HKEY_')) {
      const below = keyLine.exec(line.trim());
      subkey = below === null ? null : below[1] === undefined ? '' : `${below[1]}\\`;
      continue;
    }
    const [, name, , data] = valueLine.exec(line) ?? [];
    if (subkey !== null && name !== undefined && data !== undefined) {
      values.set(`${subkey}${name}`.toLowerCase(), data.trimEnd());
    }
  }
  return values;
}

/** The raw policy that registry values stand for: what `policy.json` would say. Checked by `parsePolicy` after. */
export function policyOfRegistry(values: ReadonlyMap<string, string>): Record<string, unknown> {
  const raw: Record<string, unknown> = {};
  for (const { name, field, as } of registryValues) {
    const text = values.get(name.toLowerCase());
    if (text === undefined || text === '') continue;
    const [first = '', second] = field.split('.');
    if (second === undefined) raw[first] = valueOf(text, as);
    else raw[first] = { ...(raw[first] as object | undefined), [second]: valueOf(text, as) };
  }
  for (const name of values.keys()) {
    if (!registryValues.some((one) => one.name.toLowerCase() === name)) raw[name] = values.get(name);
  }
  return raw;
}

/** What is no number stays text, so that the schema names it. A REG_DWORD is printed as 0x…. */
function valueOf(text: string, as: RegistryValue['as']): unknown {
  switch (as) {
    case 'text':
      return text;
    case 'list':
      // A REG_MULTI_SZ is printed with \0 between its entries.
      return text
        .split(/\\0|[,;]/)
        .map((one) => one.trim())
        .filter((one) => one !== '');
    case 'number':
      return /^(?:0x[\da-f]+|\d+)$/i.test(text) ? Number(text) : text;
    case 'switch':
      return text === '1' || /^0x0*1$/i.test(text)
        ? true
        : text === '0' || /^0x0+$/i.test(text)
          ? false
          : text;
  }
}
