import type { ReplyForm } from "./model-endpoint.ts";

const forms: readonly ReplyForm[] = ["json_schema", "json_object", "text"];
/** A form that failed within the server this often, while a simpler one was answered, is not asked for again. */
const mostFailures = 2;

/** Which form an endpoint's replies are asked for in: the strictest that it has not refused or failed on. */
export class FormLadder {
  /** Index of the strictest form that is left. */
  private strictest = 0;
  /** Index of the form to try after failures within the server. */
  private onTrial = 0;
  private readonly answered = new Set<ReplyForm>();
  private failures = 0;
  /** Walks down the ladder on which every form failed: then the form is not the cause. */
  private fruitless = 0;

  get current(): ReplyForm {
    return forms[Math.max(this.strictest, this.onTrial)] as ReplyForm;
  }

  /**
   * Gives a form up. Several calls in flight may be refused the same: together they go down one step.
   *
   * @returns whether a simpler one is left
   */
  giveUp(form: ReplyForm): boolean {
    const next = forms.indexOf(form) + 1;
    if (next >= forms.length) return false;
    this.strictest = Math.max(this.strictest, next);
    return true;
  }

  /**
   * A call failed within the server. Some servers do so for a form that they do not know.
   *
   * @returns the form to try next; undefined where the form is surely not the cause, or none is left
   */
  failed(form: ReplyForm): ReplyForm | undefined {
    if (this.answered.has(form) || this.fruitless >= mostFailures) return undefined;
    const next = forms.indexOf(form) + 1;
    if (next < forms.length) {
      this.onTrial = Math.max(this.onTrial, next);
      return forms[next];
    }
    this.fruitless++;
    this.onTrial = 0;
    return undefined;
  }

  wasAnswered(form: ReplyForm): void {
    this.answered.add(form);
    const index = forms.indexOf(form);
    if (index <= this.strictest) return;
    // The failure may have been of the moment, so the stricter form has a second chance.
    if (this.onTrial > 0) this.failures++;
    this.onTrial = 0;
    if (this.failures >= mostFailures) this.strictest = index;
  }
}
