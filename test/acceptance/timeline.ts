/** `90s`, `5m`, `1h30m`, `2d` in milliseconds; a minus before it counts for all of it. */
export function durationOf(text: string): number {
  if (!/^-?(?:\d+[smhd])+$/.test(text)) throw new Error(`"${text}" is no duration like 1h30m`);
  const units: Record<string, number> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };
  const parts = [...text.matchAll(/(\d+)([smhd])/g)];
  const sum = parts.reduce(
    (total, [, number, unit]) => total + Number(number) * (units[unit as string] as number),
    0,
  );
  return text.startsWith("-") ? -sum : sum;
}

/** The same, the other way: `1h30m`, `0m`. */
export function written(milliseconds: number): string {
  const minutes = Math.floor(milliseconds / 60_000);
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  if (hours === 0) return `${rest}m`;
  return rest === 0 ? `${hours}h` : `${hours}h${rest}m`;
}

/** One line of a script: when, what, of whom, and how. */
export interface Step {
  readonly at: number;
  readonly verb: string;
  readonly words: readonly string[];
  readonly options: Readonly<Record<string, string>>;
}

/** Lines like `5m firing A P1 count=3`; an empty line or one with `#` says nothing. */
export function stepsOf(script: string): Step[] {
  return script
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "" && !line.startsWith("#"))
    .map((line) => {
      const [time = "", verb = "", ...rest] = line.split(/\s+/);
      const options = rest
        .filter((word) => word.includes("="))
        .map((word) => word.split("=") as [string, string]);
      return {
        at: durationOf(time),
        verb,
        words: rest.filter((word) => !word.includes("=")),
        options: Object.fromEntries(options),
      };
    })
    .sort((a, b) => a.at - b.at);
}
