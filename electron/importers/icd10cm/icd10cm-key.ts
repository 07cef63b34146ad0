/** FY2026 brought QA0, the first category whose second character is a letter. */
const codePattern = /^[A-Z][0-9A-Z]{2}(?:\.?[0-9A-Z]{1,4})?$/;

/** An ICD-10-CM code as a list prints it, dotted ("E11.22") or not, as its key ("E1122"); null where it is none. */
export function icd10cmKey(text: string): string | null {
  return codePattern.test(text) ? text.replace('.', '') : null;
}
