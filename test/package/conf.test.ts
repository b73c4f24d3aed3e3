import { accessSync, constants, existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { outputFields } from "../../src/app/analyze/output-fields.ts";
import { confNames, confRemarks, readStanzas, root, specs } from "./conf-files.ts";

const actions = readStanzas("default/alert_actions.conf");
const macros = readStanzas("default/macros.conf");
const searches = readStanzas("default/savedsearches.conf");
const transforms = readStanzas("default/transforms.conf");
const collections = readStanzas("default/collections.conf");
const commands = readStanzas("default/commands.conf");
const roles = [...readStanzas("default/authorize.conf").keys()].map((stanza) => stanza.replace(/^role_/, ""));
const meta = readStanzas("metadata/default.meta");

/** Every piece of SPL that is shipped, by where it stands. */
const shippedSpl: readonly (readonly [string, string])[] = [
  ...[...macros].map(([name, macro]) => [`macro ${name}`, macro.get("definition") ?? ""] as const),
  ...[...searches].map(([name, search]) => [`search ${name}`, search.get("search") ?? ""] as const),
];

describe.each(confNames)("default/%s.conf", (name) => {
  const stanzas = readStanzas(`default/${name}.conf`);

  test("can be read without a remark", () => {
    expect(confRemarks(`default/${name}.conf`)).toEqual([]);
    expect(stanzas.has("default")).toBe(false);
  });

  test("has only settings that Splunk knows there", () => {
    for (const [stanza, settings] of stanzas) {
      const known = specs[name]?.find(([pattern]) => pattern.test(stanza))?.[1];
      expect(known, `[${stanza}]`).toBeDefined();
      for (const key of settings.keys()) {
        const fits = known?.some((each) => (typeof each === "string" ? each === key : each.test(key)));
        expect(fits, `${key} of [${stanza}]`).toBe(true);
      }
    }
  });

  test("has no line that ends in a space or CRLF, which Splunk would take for part of a value", () => {
    expect(readFileSync(join(root, `default/${name}.conf`), "utf8")).not.toMatch(/[ \t\r]\n/);
  });
});

describe("what the app's files name", () => {
  test.each([...commands.keys()])("the launcher of %s is there and may be executed", (command) => {
    const file = join(root, "bin", commands.get(command)?.get("filename") ?? "");
    accessSync(file, constants.X_OK);
    expect(readFileSync(file, "utf8")).toContain(`start_search_command ${command}`);
  });

  test("every launcher belongs to a command or an alert action", () => {
    const launchers = readdirSync(join(root, "bin")).filter((f) => f.endsWith(".sh") && f !== "launch.sh");
    const programs = [...commands.keys(), ...actions.keys()];
    expect(launchers.sort()).toEqual(programs.map((program) => `${program}.sh`).sort());
  });

  test("the alert action has its launcher, icon, form, and an explanation of each parameter", () => {
    const action = actions.get("llama_alert");
    const launcher = readFileSync(join(root, "bin", action?.get("alert.execute.cmd") ?? ""), "utf8");
    expect(launcher).toContain("start_alert_action llama_alert");
    expect(existsSync(join(root, "app/appserver/static", action?.get("icon_path") ?? ""))).toBe(true);
    const form = readFileSync(join(root, "default/data/ui/alerts/llama_alert.html"), "utf8");
    expect(form).not.toMatch(/<script|\bon\w+=/i);
    const inForm = [...form.matchAll(/name="action\.llama_alert\.(param\.\w+)"/g)].map(([, name]) => name);
    const declared = [...(action?.keys() ?? [])].filter((key) => key.startsWith("param."));
    expect(declared).toEqual(expect.arrayContaining(inForm));
    for (const [file, before] of [
      ["alert_actions", ""],
      ["savedsearches", "action.llama_alert."],
    ]) {
      const spec = readFileSync(join(root, `app/README/${file}.conf.spec`), "utf8");
      for (const name of declared) expect(spec, file).toContain(`\n${before}${name} = `);
    }
    expect(action?.get("payload_format")).toBe("json");
    expect(action?.get("maxresults")).toBe(action?.get("param.maxresults"));
  });

  test.each(shippedSpl)("the %s names only macros, with as many arguments, that exist", (_, spl) => {
    for (const [, name, args] of spl.matchAll(/`(\w+)(?:\(([^)]*)\))?`/g)) {
      const stanza = args === undefined ? name : `${name}(${args.split(",").length})`;
      expect([...macros.keys()]).toContain(stanza);
    }
  });

  test.each(shippedSpl)("the %s names only lookups that exist or that a shipped search writes", (_, spl) => {
    const written = [...searches.values()].flatMap((search) =>
      [...(search.get("search") ?? "").matchAll(/\boutputlookup (\S+)/g)].map((match) => match[1]),
    );
    for (const [, lookup] of spl.matchAll(/\b(?:inputlookup|lookup) (\w[\w.]*)/g))
      expect([...transforms.keys(), ...written]).toContain(lookup);
  });

  test.each(shippedSpl)("the %s uses only commands of Splunk and of the app", (_, spl) => {
    const splunk =
      "appendpipe bin collect dedup eval eventstats fields lookup makeresults outputlookup sort stats table where".split(
        " ",
      );
    for (const [, command] of spl.matchAll(/[|[]\s*([a-z]\w*)/g))
      expect([...splunk, ...commands.keys()]).toContain(command);
  });

  test.each(shippedSpl)(
    "the %s names only indexes that docs/install.md defines, or Splunk's own",
    (_, spl) => {
      const install = readFileSync(join(root, "docs/install.md"), "utf8");
      for (const [, list] of spl.matchAll(/\bindex\s*(?:=|IN)\s*(\([^)]*\)|[\w*]+)/g)) {
        for (const index of (list ?? "").replace(/[()]/g, "").split(/,\s*/)) {
          if (["*", "_internal", "summary"].includes(index)) continue;
          expect(install, index).toContain(`[${index}]`);
        }
      }
    },
  );

  test("a lookup has its file or its collection", () => {
    for (const settings of transforms.values()) {
      const collection = settings.get("collection");
      if (collection !== undefined) expect([...collections.keys()]).toContain(collection);
      else expect(existsSync(join(root, "app/lookups", settings.get("filename") ?? ""))).toBe(true);
    }
  });

  test("a role that is named is Splunk's or the app's, and every object that is named exists", () => {
    const known = ["admin", "sc_admin", "power", "user", "*", ...roles];
    for (const [stanza, settings] of meta) {
      for (const [, list] of (settings.get("access") ?? "").matchAll(/\[([^\]]*)\]/g))
        for (const role of (list ?? "").split(",").map((each) => each.trim())) expect(known).toContain(role);
      const [kind, object] = stanza.split("/");
      if (object !== undefined && kind === "collections") expect([...collections.keys()]).toContain(object);
      if (object !== undefined && kind === "views")
        expect(existsSync(join(root, `default/data/ui/views/${object}.xml`))).toBe(true);
    }
    for (const settings of readStanzas("default/authorize.conf").values())
      for (const role of (settings.get("importRoles") ?? "").split(";")) expect(known).toContain(role);
  });

  test("a view in the navigation is Splunk's or the app's", () => {
    const nav = readFileSync(join(root, "default/data/ui/nav/default.xml"), "utf8");
    for (const [, view] of nav.matchAll(/<view name="(\w+)"/g)) {
      const own = existsSync(join(root, `default/data/ui/views/${view}.xml`));
      expect(own || ["search", "reports", "alerts"].includes(view ?? ""), view).toBe(true);
    }
  });
});

describe("who may do what", () => {
  test("analysts get no key of the password store", () => {
    const analyst = readStanzas("default/authorize.conf").get("role_llama_analyst");
    expect([...(analyst?.keys() ?? [])].filter((key) => key.includes("password"))).toEqual([]);
    expect(analyst?.get("importRoles")).toBe("user");
  });

  test("only administrators write, but for feedback and silences", () => {
    for (const [stanza, settings] of meta) {
      const [, write] = /write : \[([^\]]*)\]/.exec(settings.get("access") ?? "") ?? [];
      if (write === undefined) continue;
      const theirs = ["collections/llama_feedback", "collections/llama_silences"];
      expect(write.includes("llama_analyst"), stanza).toBe(theirs.includes(stanza));
      expect(write, stanza).not.toContain("*");
    }
    // An empty stanza name is the default of all.
    expect(meta.get("default")?.get("access")).toMatch(
      /^read : \[ admin, sc_admin, llama_admin, llama_analyst \]/,
    );
  });

  test("analysts are not led to the setup page, where they can save nothing", () => {
    expect(meta.get("views/setup")?.get("access")).not.toContain("llama_analyst");
    const app = readStanzas("default/app.conf");
    expect(app.get("ui")?.get("setup_view")).toBe("setup");
  });

  test("every shipped search is disabled, bounded in time and not run every minute", () => {
    for (const [name, search] of searches) {
      expect(search.get("disabled"), name).toBe("1");
      expect(search.get("dispatch.earliest_time"), name).toMatch(/^-\d+[mhd]/);
      expect(search.get("dispatch.latest_time"), name).toBeDefined();
      expect(search.get("cron_schedule"), name).not.toMatch(/^\*(?:\/1)? /);
    }
  });
});

describe("the triage search", () => {
  const search = searches.get("Llama - Triage new events")?.get("search") ?? "";

  test("looks at every moment of index time in at least three runs", () => {
    const [, from, to] = /_index_earliest=-(\d+)m@m _index_latest=-(\d+)m@m/.exec(search) ?? [];
    const [, every] =
      /^\d+-\d+\/(\d+) /.exec(searches.get("Llama - Triage new events")?.get("cron_schedule") ?? "") ?? [];
    expect(Number(from) - Number(to)).toBeGreaterThanOrEqual(3 * Number(every));
    expect(searches.get("Llama - Triage new events")?.get("realtime_schedule")).toBe("0");
  });

  test("marks events only after they are judged", () => {
    expect(search.indexOf("| outputlookup llama_triaged_events")).toBeGreaterThan(
      search.indexOf("| llamaanalyze"),
    );
  });

  test("keeps no log text in the index that counts", () => {
    const [, kept = ""] = /appendpipe \[ fields ([^|]*)\| fields - _raw \| collect/.exec(search) ?? [];
    const ours = kept.trim().split(" ");
    expect(ours).toContain("severity");
    for (const field of ["root_cause", "recommended_action", "llm_analysis", "llama_template", "_raw"]) {
      expect(outputFields.includes(field as never) || field === "_raw").toBe(true);
      expect(ours).not.toContain(field);
    }
  });
});
