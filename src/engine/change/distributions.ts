/** Tails of distributions, to about twelve digits (Press and others, "Numerical Recipes", 3rd edition, chapter 6). */

const lanczos = [
  76.18009172947146, -86.50532032941678, 24.01409824083091, -1.231739572450155, 0.001208650973866179,
  -0.000005395239384953,
];
const mostTerms = 500;
const smallest = 1e-300;
const precision = 1e-14;

/** Two-sided: how likely a count at least as unusual as this is, if each of `total` events falls on it with `share`. */
export function binomialTest(count: number, total: number, share: number): number {
  if (total === 0) return 1;
  const below =
    count <= 0
      ? Number(count === 0) * (1 - share) ** total
      : incompleteBeta(total - count, count + 1, 1 - share);
  const above = count <= 0 ? 1 : incompleteBeta(count, total - count + 1, share);
  return Math.min(1, 2 * Math.min(below, above));
}

/** How likely a chi-squared of so many degrees of freedom is at least this. */
export function chiSquaredTail(value: number, freedom: number): number {
  return value <= 0 ? 1 : 1 - incompleteGamma(freedom / 2, value / 2);
}

/** How likely two samples of one distribution differ at least so much (Kolmogorov and Smirnov, asymptotic). */
export function kolmogorovTail(difference: number, one: number, other: number): number {
  const size = Math.sqrt((one * other) / (one + other));
  const scaled = (size + 0.12 + 0.11 / size) * difference;
  if (scaled < 0.2) return 1;
  let sum = 0;
  for (let term = 1; term <= 100; term++)
    sum += (term % 2 === 1 ? 2 : -2) * Math.exp(-2 * term * term * scaled * scaled);
  return Math.min(1, Math.max(0, sum));
}

function logGamma(value: number): number {
  const shifted = value + 5.5;
  let sum = 1.000000000190015;
  for (const [at, factor] of lanczos.entries()) sum += factor / (value + 1 + at);
  return (value + 0.5) * Math.log(shifted) - shifted + Math.log((2.5066282746310007 * sum) / value);
}

/** The lower one, regularised. */
function incompleteGamma(shape: number, value: number): number {
  const factor = Math.exp(-value + shape * Math.log(value) - logGamma(shape));
  if (value < shape + 1) {
    let term = 1 / shape;
    let sum = term;
    for (let at = 1; at < mostTerms && term > sum * precision; at++) {
      term *= value / (shape + at);
      sum += term;
    }
    return sum * factor;
  }
  let b = value + 1 - shape;
  let c = 1 / smallest;
  let d = 1 / b;
  let fraction = d;
  for (let at = 1; at < mostTerms; at++) {
    const a = -at * (at - shape);
    b += 2;
    d = 1 / nonZero(a * d + b);
    c = nonZero(b + a / c);
    fraction *= c * d;
    if (Math.abs(c * d - 1) < precision) break;
  }
  return 1 - factor * fraction;
}

/** Regularised. */
function incompleteBeta(a: number, b: number, value: number): number {
  if (value <= 0 || b <= 0) return Number(b <= 0);
  if (value >= 1 || a <= 0) return 1;
  const factor = Math.exp(
    logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(value) + b * Math.log1p(-value),
  );
  return value < (a + 1) / (a + b + 2)
    ? (factor * betaFraction(a, b, value)) / a
    : 1 - (factor * betaFraction(b, a, 1 - value)) / b;
}

function betaFraction(a: number, b: number, value: number): number {
  let c = 1;
  let d = 1 / nonZero(1 - ((a + b) * value) / (a + 1));
  let fraction = d;
  for (let at = 1; at < mostTerms; at++) {
    const even = (at * (b - at) * value) / ((a + 2 * at - 1) * (a + 2 * at));
    d = 1 / nonZero(1 + even * d);
    c = nonZero(1 + even / c);
    fraction *= c * d;
    const odd = (-(a + at) * (a + b + at) * value) / ((a + 2 * at) * (a + 2 * at + 1));
    d = 1 / nonZero(1 + odd * d);
    c = nonZero(1 + odd / c);
    fraction *= c * d;
    if (Math.abs(c * d - 1) < precision) break;
  }
  return fraction;
}

function nonZero(value: number): number {
  return Math.abs(value) < smallest ? smallest : value;
}
