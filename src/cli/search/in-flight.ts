/** Most bytes in flight: enough to keep the search command busy, but few enough to limit memory. */
const mostBytes = 4_000_000;
const mostRequests = 8;

/** The queue of unanswered requests, with backpressure: adding waits while too many bytes are in flight. */
export class InFlight<Request> {
  closed = false;
  private readonly requests: { request: Request; bytes: number }[] = [];
  private bytes = 0;
  private wake: (() => void) | undefined;

  /** Resolves when there is room for the request, or when nothing else is in flight. */
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

  /** The oldest request; its bytes count until `done`. */
  next(): Request | undefined {
    return this.requests[0]?.request;
  }

  /** The oldest request is answered and processed. */
  done(): void {
    this.bytes -= this.requests.shift()?.bytes ?? 0;
    this.wake?.();
  }

  /** Nothing more will be answered: ends all waits. */
  close(): void {
    this.closed = true;
    this.wake?.();
  }
}
