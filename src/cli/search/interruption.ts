/**
 * What the user's signals ask of a run. The first Ctrl-C ends it with what is known so far. A second one, SIGTERM, or an
 * output that nobody reads any more (`| head`) end the program at once.
 */
export class Interruption {
  /** Whether the first Ctrl-C came. */
  asked = false;
  private readonly listeners: readonly (readonly [NodeJS.EventEmitter, string, () => void])[];

  /**
   * @param wrapUp ends the work on the first Ctrl-C, so that what is known can be shown
   * @param cleanUp called before the program ends at once
   */
  constructor(wrapUp: () => void, cleanUp: () => void) {
    const endWith = (code: number) => () => {
      cleanUp();
      process.exit(code);
    };
    const endAtOnce = endWith(interruptedCode);
    const interrupt = (): void => {
      const again = this.asked;
      this.asked = true;
      if (again) endAtOnce();
      else wrapUp();
    };
    this.listeners = [
      [process, "SIGINT", interrupt],
      [process, "SIGTERM", endWith(143)],
      [process.stdout, "error", endWith(0)],
    ];
    for (const [emitter, event, listener] of this.listeners) emitter.on(event, listener);
  }

  release(): void {
    for (const [emitter, event, listener] of this.listeners) emitter.off(event, listener);
  }
}

/** The exit code of a program that Ctrl-C ended, by the convention of shells: 128 and the signal's number. */
export const interruptedCode = 130;
