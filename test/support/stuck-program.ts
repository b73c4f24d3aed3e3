// stuck-program MILLISECONDS: a program whose work waits for what never comes, or comes after a while; below 0 it fails.
import { exitWith } from "../../src/programs/exit-code.ts";

const wait = Number(process.argv[2] ?? 0);
const work = new Promise<number>((resolve, reject) => {
  if (wait > 0) setTimeout(() => resolve(4), wait);
  if (wait < 0) reject(new TypeError("words of a log"));
});
void exitWith("stuck-program", work, (sentence) => process.stderr.write(`${sentence}\n`));
