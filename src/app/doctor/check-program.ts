import { accessSync, constants, existsSync, readdirSync } from "node:fs";
import { dirname, join, sep } from "node:path";
import { describedCode } from "../../adapters/process/error-code.ts";
import { stateFolder } from "../../adapters/store/state-folder.ts";
import { type Finding, ok, problem, skipped, warning } from "./finding.ts";

export interface ProgramPlaces {
  readonly appFolder: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The app's version. */
  readonly version: string;
}

/** Checks the Node version, the app's files, and whether the run log and the state folder are writable. */
export function checkProgram(places: ProgramPlaces): Finding[] {
  return [checkNode(places), checkApp(places), checkRunLog(places), checkState(places)];
}

function checkNode({ appFolder, environment }: ProgramPlaces): Finding {
  const { execPath, versions } = process;
  const named = environment.LLAMA_NODE ?? "";
  const whose = execPath.startsWith(appFolder + sep)
    ? "the app's own"
    : named !== ""
      ? "named by LLAMA_NODE"
      : "this machine's";
  const finding = `Node ${versions.node}, ${whose}: ${execPath}`;
  if (named !== "" && !existsSync(named)) {
    return warning("node", {
      finding: `${finding}. LLAMA_NODE names ${named}, and there is no such file`,
      fix: "correct LLAMA_NODE in splunk-launch.conf or take it out",
    });
  }
  return ok("node", `${finding}.`);
}

/** Checks that every launcher is executable and has its bundle. */
function checkApp({ appFolder, version }: ProgramPlaces): Finding {
  const bin = join(appFolder, "bin");
  const launchers = readdirSync(bin).filter((file) => file.endsWith(".sh") && file !== "launch.sh");
  const broken = launchers.flatMap((file) => {
    const bundle = file.replace(/\.sh$/, ".cjs");
    if (!existsSync(join(bin, bundle))) return [`bin/${bundle} is missing`];
    return mayExecute(join(bin, file)) ? [] : [`bin/${file} is not executable`];
  });
  if (broken.length === 0) return ok("app", `Version ${version} in ${appFolder}.`);
  return problem("app", {
    finding: `Version ${version} in ${appFolder} is not whole: ${broken.join(", ")}`,
    fix: "install the package again, or run npm run build in a checkout",
  });
}

function mayExecute(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function checkRunLog({ environment: { SPLUNK_HOME } }: ProgramPlaces): Finding {
  if (SPLUNK_HOME === undefined || SPLUNK_HOME === "") {
    return skipped("run log", "Outside Splunk runs are recorded only where --run-log names a file.");
  }
  const file = join(SPLUNK_HOME, "var", "log", "splunk", "llama_log_analyzer.log");
  try {
    accessSync(existsSync(file) ? file : dirname(file), constants.W_OK);
    return ok("run log", `One line a run is appended to ${file}.`);
  } catch (error) {
    return problem("run log", {
      finding: `${file} cannot be written to (${describedCode(error)})`,
      fix: "let the user that runs splunkd write to that folder and file",
    });
  }
}

/** Checks the state folder, or the nearest existing folder above it. */
function checkState({ environment }: ProgramPlaces): Finding {
  const folder = stateFolder(environment);
  let nearest = folder;
  while (!existsSync(nearest) && dirname(nearest) !== nearest) nearest = dirname(nearest);
  try {
    accessSync(nearest, constants.W_OK | constants.X_OK);
    return ok("state", `Templates are kept in ${folder}.`);
  } catch (error) {
    return problem("state", {
      finding: `Templates cannot be kept in ${folder}: ${nearest} cannot be written to (${describedCode(error)})`,
      fix: "let the user that runs the search write there, or name another folder with LLAMA_STATE",
    });
  }
}
