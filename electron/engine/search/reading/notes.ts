/** Something a coder should know about how the query was read. */
export interface Note {
  kind: 'field' | 'uncertain';
  /** A sentence. */
  text: string;
}

/** ICD-10-CM Official Guidelines, sections IV.H (outpatient) and II.H (inpatient): uncertain diagnosis. */
export const uncertainNote: Note = {
  kind: 'uncertain',
  text: 'Outpatient, a diagnosis not yet established is not coded: code the sign or symptom (Guidelines IV.H). Inpatient, it is coded as if it existed (II.H).',
};
