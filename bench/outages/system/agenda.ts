type Action = (at: number) => void;

/** What is to happen when, in seconds; actions may plan further ones. */
export class Agenda {
  private readonly bySecond = new Map<number, { at: number; act: Action }[]>();

  plan(at: number, act: Action): void {
    const second = Math.floor(at);
    const known = this.bySecond.get(second);
    if (known === undefined) this.bySecond.set(second, [{ at, act }]);
    else known.push({ at, act });
  }

  /** From a moment on again and again; `pause` gives the seconds to the next time. */
  repeat(from: number, to: number, pause: () => number, act: Action): void {
    if (from >= to) return;
    this.plan(from, (at) => {
      act(at);
      this.repeat(at + Math.max(0.05, pause()), to, pause, act);
    });
  }

  /** Does what is planned for a second, also what is planned meanwhile for the same one. */
  run(second: number): void {
    const due = this.bySecond.get(second);
    if (due === undefined) return;
    for (let place = 0; place < due.length; place++) {
      const { at, act } = due[place] as { at: number; act: Action };
      act(at);
    }
    this.bySecond.delete(second);
  }
}
