/** What a status code of the relative value file means for payment under the Medicare physician fee schedule. */
export type Payment = 'priced' | 'contractor-priced' | 'not-payable';

export interface Status {
  payment: Payment;
  words: string;
}

/** Status codes as CMS's description of the relative value file explains them. */
const statuses: Readonly<Record<string, Status>> = {
  A: { payment: 'priced', words: 'active' },
  R: { payment: 'priced', words: 'restricted coverage' },
  T: { payment: 'priced', words: 'paid only if nothing else is payable that day to the same provider' },
  C: { payment: 'contractor-priced', words: 'the contractor sets the price' },
  B: { payment: 'not-payable', words: 'always bundled into another service' },
  D: { payment: 'not-payable', words: 'deleted code' },
  E: { payment: 'not-payable', words: 'excluded from the fee schedule by regulation' },
  F: { payment: 'not-payable', words: 'deleted or discontinued code' },
  G: { payment: 'not-payable', words: 'not valid for Medicare, which uses another code' },
  H: { payment: 'not-payable', words: 'deleted modifier' },
  I: { payment: 'not-payable', words: 'not valid for Medicare, which uses another code' },
  J: { payment: 'not-payable', words: 'anesthesia, paid by base units and time' },
  M: { payment: 'not-payable', words: 'measurement code, for reporting only' },
  N: { payment: 'not-payable', words: 'not covered by Medicare' },
  P: { payment: 'not-payable', words: 'bundled or excluded' },
  Q: { payment: 'not-payable', words: 'therapy functional information, for reporting only' },
  X: { payment: 'not-payable', words: 'excluded from the fee schedule by statute' },
};

/** A letter that this build does not know prices nothing. */
export function statusOf(letter: string): Status {
  return statuses[letter] ?? { payment: 'not-payable', words: 'a status that is not explained here' };
}
