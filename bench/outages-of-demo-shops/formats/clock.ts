const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** `2026-03-02T10:11:12.345Z`, of epoch milliseconds; all clocks here run on UTC. */
export function iso(at: number): string {
  return new Date(at).toISOString();
}

/** `2026-03-02 10:11:12.345` */
export function spaced(at: number): string {
  return iso(at).replace("T", " ").slice(0, 23);
}

/** `02/Mar/2026:10:11:12 +0000` */
export function common(at: number): string {
  const text = iso(at);
  return `${text.slice(8, 10)}/${month(text)}/${text.slice(0, 4)}:${text.slice(11, 19)} +0000`;
}

/** `02 Mar 2026 10:11:12.345` */
export function redisTime(at: number): string {
  const text = iso(at);
  return `${text.slice(8, 10)} ${month(text)} ${text.slice(0, 4)} ${text.slice(11, 23)}`;
}

function month(text: string): string {
  return months[Number(text.slice(5, 7)) - 1] as string;
}
