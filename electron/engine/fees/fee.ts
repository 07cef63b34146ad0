import { add, decimalOf, multiply, rounded } from './decimal.ts';

/** A value for each of the three parts of a service: relative values, or the indices of a locality. As published. */
export interface Parts {
  work: string;
  practiceExpense: string;
  malpractice: string;
}

/**
 * The Medicare physician fee schedule amount in whole cents: [(work RVU × work GPCI) + (PE RVU × PE GPCI) + (MP RVU ×
 * MP GPCI)] × conversion factor (42 CFR 414.20; Medicare Claims Processing Manual, chapter 12, section 20.1).
 * Exact to the last step, then rounded once, half up. The caller chooses facility or non-facility practice expense;
 * with the relative values "used for OPPS payment amount" it is the amount under the OPPS cap.
 *
 * @throws RangeError when a text is no decimal
 */
export function feeOf(relative: Parts, indices: Parts, conversionFactor: string): number {
  const adjusted = (part: keyof Parts): ReturnType<typeof multiply> =>
    multiply(decimalOf(relative[part]), decimalOf(indices[part]));
  const total = add(add(adjusted('work'), adjusted('practiceExpense')), adjusted('malpractice'));
  return Number(rounded(multiply(total, decimalOf(conversionFactor)), 2).units);
}
