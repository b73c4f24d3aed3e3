/** As much as may be on its way through the search command: enough to keep it busy, little enough to stay small. */
const mostBytes = 4_000_000;
const mostRequests = 8;

/** What was asked and is not yet answered, first in, first out. The one who asks waits while it is much. */
export class InFlight<Request> {
  closed = false;
  private readonly requests: { request: Request; bytes: number }[] = [];
  private bytes = 0;
  private wake: (() => void) | undefined;

  /** Resolves when the request may be sent; never before there is room for it, except when nothing else is under way. */
  async add(request: Request, bytes: number): Promise<void> {
    while (
      !this.closed &&
      this.requests.length > 0 &&
      (this.requests.length >= mostRequests || this.bytes + bytes > mostBytes)
    ) {
      await new Promise<void>((resolve) => {
        this.wake = resolve;
      });
    }
    this.requests.push({ request, bytes });
    this.bytes += bytes;
  }

  /** The oldest request; it keeps its room until `done`. */
  next(): Request | undefined {
    return this.requests[0]?.request;
  }

  /** The oldest request is answered and dealt with. */
  done(): void {
    this.bytes -= this.requests.shift()?.bytes ?? 0;
    this.wake?.();
  }

  /** Nothing more will be answered: nobody waits any longer. */
  close(): void {
    this.closed = true;
    this.wake?.();
  }
}
