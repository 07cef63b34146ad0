/** An exact decimal: `units` × 10^−`scale`. 1.25 is 125 at scale 2. */
export interface Decimal {
  units: bigint;
  scale: number;
}

/**
 * Reads a decimal as published: "0.97", ".5", "1", "-2.50".
 *
 * @throws RangeError when the text is no decimal
 */
export function decimalOf(text: string): Decimal {
  const [, sign = '', whole = '', fraction = ''] = /^(-?)(\d*)(?:\.(\d*))?$/.exec(text) ?? [];
  if (whole === '' && fraction === '') throw new RangeError(`"${text}" is not a decimal.`);
  return { units: BigInt(`${whole}${fraction}`) * (sign === '-' ? -1n : 1n), scale: fraction.length };
}

/** Exact sum. */
export function add(a: Decimal, b: Decimal): Decimal {
  const scale = Math.max(a.scale, b.scale);
  return { units: at(a, scale) + at(b, scale), scale };
}

/** Exact product. */
export function multiply(a: Decimal, b: Decimal): Decimal {
  return { units: a.units * b.units, scale: a.scale + b.scale };
}

/** Rounded to so many decimals, a half away from zero: 0.125 at scale 2 is 0.13. */
export function rounded(value: Decimal, scale: number): Decimal {
  if (value.scale <= scale) return { units: at(value, scale), scale };
  const step = 10n ** BigInt(value.scale - scale);
  const away = value.units < 0n ? -(step / 2n) : step / 2n;
  return { units: (value.units + away) / step, scale };
}

function at({ units, scale }: Decimal, wanted: number): bigint {
  return units * 10n ** BigInt(wanted - scale);
}
