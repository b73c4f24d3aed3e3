import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

/**
 * Tests of code that shares nothing with another test: they need no process and no fresh modules of their own. Those of
 * hostile text do, for they read the processor time of their process.
 */
const pure =
  "test/{acceptance,engine,splunk,adapters/{configuration,destinations,model}}/**/!(hostile-text).test.ts";

/** What a run leaves out, as globs between blanks: the projects below do not look at `--exclude`. */
const leftOut = (process.env.TESTS_LEFT_OUT ?? "").split(" ").filter((glob) => glob !== "");

export default defineConfig({
  test: {
    restoreMocks: true,
    unstubEnvs: true,
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          maxWorkers: availableParallelism(),
          include: [pure],
          exclude: leftOut,
          pool: "threads",
          // A worker is kept for the next file only where that is of the same project.
          sequence: { groupOrder: 0 },
          isolate: false,
          testTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: "process",
          // Many wait for the end of somebody's time: a worker more than there are cores, and none left idle.
          maxWorkers: availableParallelism() + 1,
          // Modules are loaded once by each worker; files that share one come one after the other.
          isolate: false,
          sequence: { groupOrder: 1 },
          include: ["test/**/*.test.ts"],
          exclude: [pure, ...leftOut],
          testTimeout: 180_000,
        },
      },
    ],
  },
});
