import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { loadConfiguration } from "../../src/adapters/configuration/configuration.ts";
import {
  openSetupPage,
  type SetupPage,
  scriptFolder,
  scriptNames,
  viewText,
} from "../support/setup-page/open-setup-page.ts";
import { json, type RunningSplunkWeb, startSplunkWeb } from "../support/setup-page/start-splunk-web.ts";
import { html, status } from "../support/splunkd/fault.ts";

const key = "sk-very-secret-1234";
const conf = "configs/conf-llama";
const passwords = "storage/passwords";

let web: RunningSplunkWeb;
beforeEach(async () => {
  web = await startSplunkWeb();
});
afterEach(() => web.close());

const writes = () => web.requests.filter(({ method }) => method !== "GET");

async function openEmpty(): Promise<SetupPage> {
  const page = await openSetupPage(web.origin);
  await page.shows("Your model server");
  return page;
}

async function openFilled(settings: Record<string, string> = {}): Promise<SetupPage> {
  web.stanzas.set("endpoint:default", { url: "http://llama:8000/v1", model: "llama", ...settings });
  web.configured = true;
  const page = await openSetupPage(web.origin);
  await page.shows("Add another endpoint");
  return page;
}

function fill(page: SetupPage): void {
  page.type("llama-url", " http://llama-vllm:8000/v1 ");
  page.type("llama-model", "meta-llama/Llama-3.1-70B-Instruct");
}

function fillWithKey(page: SetupPage): void {
  fill(page);
  page.choose("llama-key-place-passwords");
  page.type("llama-key", key);
}

/** What the app's own reader makes of what was saved. */
function readBack() {
  const appFolder = mkdtempSync(join(tmpdir(), "llama-setup-"));
  try {
    mkdirSync(join(appFolder, "local"));
    const lines = [...web.stanzas].flatMap(([stanza, settings]) => [
      `[${stanza}]`,
      ...Object.entries(settings).map(([name, value]) => `${name} = ${value}`),
    ]);
    writeFileSync(join(appFolder, "local/llama.conf"), `${lines.join("\n")}\n`);
    return loadConfiguration({ appFolder, environment: { SPLUNK_HOME: "/opt/splunk" } });
  } finally {
    rmSync(appFolder, { recursive: true });
  }
}

describe("the first save", () => {
  test("writes an endpoint that the app's own reader takes without a remark, and marks the app as set up", async () => {
    const page = await openEmpty();
    fill(page);
    page.press("Save");
    await page.shows("Saved: the endpoint default");

    const { endpoints, warnings } = readBack();
    expect(warnings).toEqual([]);
    expect(endpoints.find(undefined)).toMatchObject({
      name: "default",
      urls: ["http://llama-vllm:8000/v1"],
      model: "meta-llama/Llama-3.1-70B-Instruct",
      requestTimeout: 30_000,
      concurrency: 8,
      secret: undefined,
    });
    expect(web.configured).toBe(true);
    await page.shows("The app is marked as set up.");
  });

  test("writes every advanced setting, and a key's file by its path, with or without file: before it", async () => {
    const page = await openEmpty();
    fill(page);
    page.choose("llama-key-place-file");
    page.type("llama-key-file", "file:/opt/splunk/etc/auth/llama.key");
    for (const [id, text] of Object.entries({
      name: "big-one",
      request_timeout: "12.5",
      concurrency: "16",
      host_concurrency: "48",
      scheduled_share: "50",
      fallback: "spare",
      ca_file: "/etc/ssl/own.pem",
      proxy: "http://proxy:3128",
      price_in: "0.2",
      price_out: "0",
    })) {
      page.type(`llama-${id}`, text);
    }
    page.press("Save");
    await page.shows("Saved: the endpoint big-one");
    await page.shows("No endpoint is named default");

    expect(readBack().endpoints.find("big-one")).toMatchObject({
      secret: { kind: "file", name: "/opt/splunk/etc/auth/llama.key" },
      requestTimeout: 12_500,
      concurrency: 16,
      hostConcurrency: 48,
      scheduledShare: 0.5,
      fallback: "spare",
      caFile: "/etc/ssl/own.pem",
      proxy: "http://proxy:3128",
      priceIn: 0.2,
      priceOut: 0,
    });
  });

  test("creates llama.conf where none was written yet", async () => {
    web.forgetConfFile();
    const page = await openEmpty();
    fill(page);
    page.press("Save");
    await page.shows("Saved: the endpoint default");
    expect([...web.stanzas.keys()]).toEqual(["endpoint:default"]);
  });

  test("sends one request for two presses", async () => {
    const page = await openEmpty();
    fill(page);
    page.press("Save");
    page.press("Saving...");
    await page.shows("Saved: the endpoint default");
    expect(writes().map(({ path }) => path)).toEqual([conf, "apps/local/llama_log_analyzer"]);
  });
});

describe("a key for the password store", () => {
  test("goes there and nowhere else, and llama.conf names it", async () => {
    const page = await openEmpty();
    expect(page.input("llama-key").type).toBe("password");
    expect(page.input("llama-key").getAttribute("autocomplete")).toBe("off");
    fillWithKey(page);
    page.press("Save");
    await page.shows("Saved: the endpoint default");

    expect(web.passwordOf("default")).toBe(key);
    expect(readBack().endpoints.find(undefined)?.secret).toMatchObject({
      kind: "passwords",
      name: "default",
    });
    const elsewhere = web.requests.filter(({ path }) => path !== passwords);
    expect(JSON.stringify(elsewhere)).not.toContain(key);
    // The form goes a moment after the message comes.
    await vi.waitFor(() => expect(page.everything()).not.toContain(key));
    page.press("Edit the endpoint default");
    expect(page.everything()).not.toContain(key);
    await page.shows("A key is stored and is not shown.");
  });

  test("replaces one that is stored already under that name", async () => {
    web.storePassword("default", "old");
    const page = await openEmpty();
    fillWithKey(page);
    page.press("Save");
    await page.shows("Saved: the endpoint default");
    expect(web.passwordOf("default")).toBe(key);
  });

  test("is kept when its field stays empty", async () => {
    web.storePassword("other", key);
    const page = await openFilled({ api_key: "passwords:other" });
    page.press("Edit the endpoint default");
    page.type("llama-model", "llama-2");
    page.press("Save");
    await page.shows("Saved: the endpoint default");
    expect(web.passwordOf("other")).toBe(key);
    expect(web.stanzas.get("endpoint:default")).toMatchObject({
      api_key: "passwords:other",
      model: "llama-2",
    });
  });

  test("leaves the page when another way is chosen", async () => {
    const page = await openEmpty();
    fillWithKey(page);
    page.choose("llama-key-place-none");
    expect(page.everything()).not.toContain(key);
  });

  test("is removed with the last stanza that names it, and only then", async () => {
    web.storePassword("shared", key);
    web.stanzas.set("endpoint:other", { url: "http://b/v1", model: "b", api_key: "passwords:shared" });
    const page = await openFilled({ api_key: "passwords:shared" });
    page.press("Remove the endpoint other");
    page.press("Remove other");
    await page.shows("Removed: the endpoint other");
    expect(web.passwordOf("shared")).toBe(key);
    // The list is filled anew a moment after the message comes, and takes an open form away.
    await vi.waitFor(() => expect(page.text()).not.toContain("http://b/v1"));

    page.press("Edit the endpoint default");
    page.choose("llama-key-place-none");
    page.press("Save");
    await page.shows("Saved: the endpoint default");
    expect(web.passwordOf("shared")).toBeUndefined();
    expect(web.stanzas.get("endpoint:default")?.api_key).toBe("");
  });
});

describe("before anything is sent", () => {
  test.each([
    ["llama-url", "", "Enter a URL like http://host:8000/v1."],
    ["llama-url", "llama", "This is no URL: write it like http://host:8000/v1."],
    ["llama-url", "ftp://llama/v1", "This begins with neither http:// nor https://: write it like"],
    ["llama-url", "http://me:pw@llama/v1", "This holds a user name or password: take it out"],
    ["llama-url", "http://llama/v1?x=1", "This has a part after ? or #: end it with the path"],
    [
      "llama-url",
      "http://a/v1, b",
      "This has a URL (2 of 2) that is no URL: write it like http://host:8000/v1.",
    ],
    ["llama-model", "", "Enter the model's name"],
    ["llama-model", "C:\\models\\", "This cannot end with a backslash."],
    ["llama-name", "my model", "A name has only letters"],
    ["llama-request_timeout", "0", "Enter a number of seconds above 0, at most 3600."],
    ["llama-request_timeout", "soon", "Enter a number of seconds above 0, at most 3600."],
    ["llama-concurrency", "65", "Enter a whole number from 1 to 64."],
    ["llama-concurrency", "1.5", "Enter a whole number from 1 to 64."],
    ["llama-host_concurrency", "0", "Enter a whole number from 1 to 4096."],
    ["llama-scheduled_share", "91", "Enter a whole number of percent from 0 to 90."],
    ["llama-fallback", "the other", "Enter the name of another endpoint stanza."],
    ["llama-ca_file", "own.pem", "Enter a whole path from the root"],
    ["llama-proxy", "proxy:3128", "This begins with neither http:// nor https://: write it like"],
    ["llama-price_in", "-1", "Enter a price of 0 or more"],
  ])("%s with %j is told beside its field: %s", async (id, text, sentence) => {
    const page = await openEmpty();
    fill(page);
    page.type(id, text);
    page.press("Save");
    await page.shows(sentence);
    await page.shows("Nothing was sent: one field wants a correction.");
    expect(page.input(id).getAttribute("aria-invalid")).toBe("true");
    const described = page.input(id).getAttribute("aria-describedby")?.split(" ")[0] ?? "";
    expect(page.window.document.getElementById(described)?.textContent).toContain(sentence);
    expect(page.window.document.activeElement?.id).toBe(id);
    expect(writes()).toEqual([]);
  });

  test("a key with a line break or a path that is not whole is told", async () => {
    const page = await openEmpty();
    fill(page);
    page.choose("llama-key-place-passwords");
    page.type("llama-key", "two words");
    page.press("Save");
    await page.shows("A key is one line");
    page.choose("llama-key-place-file");
    page.type("llama-key-file", "llama.key");
    page.press("Save");
    await page.shows("Enter a whole path from the root");
    expect(writes()).toEqual([]);
  });

  test("the sentence goes once the field is right", async () => {
    const page = await openEmpty();
    page.press("Save");
    await page.shows("Enter a URL like http://host:8000/v1.");
    page.type("llama-url", "http://llama:8000/v1");
    expect(page.text()).not.toContain("Enter a URL like http://host:8000/v1.");
    expect(page.text()).toContain("Enter the model's name");
  });

  test("a name that is taken is told", async () => {
    const page = await openFilled();
    page.press("Add another endpoint");
    fill(page);
    page.type("llama-name", "default");
    page.press("Save");
    await page.shows("There is an endpoint default already");
  });
});

describe("an endpoint that is there", () => {
  test("fills the form, and only what was changed or taken out is different afterwards", async () => {
    const page = await openFilled({
      request_timeout: "60",
      ca_file: "/etc/ssl/own.pem",
      api_key: "env:LLAMA_KEY",
    });
    await page.shows("Model llama; key in the environment variable LLAMA_KEY");
    page.press("Edit the endpoint default");
    expect(page.input("llama-url").value).toBe("http://llama:8000/v1");
    expect(page.input("llama-name").readOnly).toBe(true);
    page.type("llama-request_timeout", "");
    page.press("Save");
    await page.shows("Saved: the endpoint default");
    expect(web.stanzas.get("endpoint:default")).toEqual({
      url: "http://llama:8000/v1",
      model: "llama",
      request_timeout: "",
      ca_file: "/etc/ssl/own.pem",
      api_key: "env:LLAMA_KEY",
    });
    // The app is marked already, and marking it again takes a right that llama_admin has not.
    expect(writes().map(({ path }) => path)).toEqual([`${conf}/endpoint:default`]);
  });

  test("whose key was written out does not show it", async () => {
    const page = await openFilled({ api_key: key });
    await page.shows("does not say where the key is kept");
    page.press("Edit the endpoint default");
    await page.shows("If it is the key itself, choose another way and have the key replaced.");
    expect(page.everything()).not.toContain(key);
  });

  test("is removed after a second question", async () => {
    const page = await openFilled();
    page.press("Remove the endpoint default");
    page.press("Keep it");
    expect(writes()).toEqual([]);
    page.press("Remove the endpoint default");
    page.press("Remove default");
    await page.shows("Removed: the endpoint default");
    expect(web.stanzas.size).toBe(0);
    await page.shows("Your model server");
  });

  test("with markup in its name, URL or model stays text", async () => {
    const markup = "<img src=x onerror=alert(1)>";
    web.stanzas.set(`endpoint:${markup}`, { url: markup, model: markup });
    const page = await openFilled();
    page.press(`Edit the endpoint ${markup}`);
    await page.shows(`Edit the endpoint ${markup}`);
    expect(page.window.document.querySelector("img")).toBeNull();
  });
});

describe("what goes wrong is told, with what to do", () => {
  const onConf = (code: number, text: string) => {
    web.fault = ({ method, path }) =>
      method === "POST" && path.startsWith(conf) ? status(code, text) : undefined;
  };

  test.each([
    [
      403,
      "Splunk does not let you do this.",
      "That takes the role llama_admin or admin (sc_admin on Splunk Cloud).",
    ],
    [403, "CSRF validation failed", "Load the page again and repeat this step."],
    [409, "There is one by this name already.", "Load the page again and edit that one."],
    [500, "Splunk had an error of its own (HTTP 500).", "look for the time of it in splunkd.log."],
    [503, "Splunk is not ready, or too busy (HTTP 503).", "Wait a minute and try again."],
    [400, "Splunk turned it down (HTTP 400).", "Correct what it names, and try again."],
  ])("HTTP %i: %s %s", async (code, why, fix) => {
    onConf(code, why.startsWith("CSRF") ? why : "  said\n by splunkd ");
    const page = await openEmpty();
    fill(page);
    page.press("Save");
    await page.shows("Nothing was changed");
    await page.shows("The settings of the endpoint default were not saved.");
    await page.shows(why);
    await page.shows(`What to do: `);
    await page.shows(fix);
    if (!why.startsWith("CSRF")) await page.shows('Splunk says: "said by splunkd"');
    expect(page.input("llama-url").value).toContain("http://llama-vllm:8000/v1");
  });

  test("a session that ended, which Splunk Web answers with its sign-in page", async () => {
    web.fault = ({ method }) => (method === "POST" ? html() : undefined);
    const page = await openEmpty();
    fill(page);
    page.press("Save");
    await page.shows("Your session has ended.");
  });

  test("nobody answers", async () => {
    const page = await openEmpty();
    fillWithKey(page);
    await web.close();
    page.press("Save");
    await page.shows("Nothing was changed");
    await page.shows("Splunk Web did not answer.");
  });

  test("settings that cannot be read are tried again on request", async () => {
    web.fault = ({ path }) => (path.startsWith(conf) ? status(500, "broken") : undefined);
    const page = await openSetupPage(web.origin);
    await page.shows("The settings could not be read");
    web.fault = () => undefined;
    page.press("Try again");
    await page.shows("Your model server");
  });

  test("somebody who may not save is told before filling in the form", async () => {
    const entry = [{ name: "llama_log_analyzer", content: { configured: false }, acl: { can_write: false } }];
    web.fault = ({ path }) => (path.startsWith("apps/local") ? json({ entry }) : undefined);
    const page = await openEmpty();
    await page.shows("You may not change these settings");
  });

  test("a key that was refused stops the rest, and splunkd's message does not bring it back", async () => {
    web.fault = ({ path }) => (path === passwords ? status(400, `bad password ${key}`) : undefined);
    const page = await openEmpty();
    fillWithKey(page);
    page.press("Save");
    await page.shows("The key was not stored.");
    await page.shows("bad password (the key)");
    expect(page.window.document.body.outerHTML).not.toContain(key);
    expect(web.stanzas.size).toBe(0);
  });

  test("a key that was stored before the settings failed need not be pasted again", async () => {
    onConf(500, "disk full");
    const page = await openEmpty();
    fillWithKey(page);
    page.press("Save");
    await page.shows("Only a part was saved");
    await page.shows("The key is in Splunk's password store, as default of the realm llama_log_analyzer.");
    await page.shows("The key need not be pasted again");
    expect(page.everything()).not.toContain(key);

    web.fault = () => undefined;
    page.press("Save");
    await page.shows("Saved: the endpoint default");
    expect(web.stanzas.get("endpoint:default")?.api_key).toBe("passwords:default");
    expect(web.passwordOf("default")).toBe(key);
  });

  test("an app that could not be marked as set up is saved all the same", async () => {
    web.fault = ({ method, path }) =>
      method === "POST" && path.startsWith("apps/local") ? status(403, "no") : undefined;
    const page = await openEmpty();
    fill(page);
    page.press("Save");
    await page.shows("Saved: the endpoint default, with something left to do");
    await page.shows("The app could not be marked as set up");
    await page.shows("llama_admin is not enough for this step");
    expect(web.stanzas.size).toBe(1);
  });
});

describe("the test", () => {
  const started = () => writes().filter(({ path }) => path.endsWith("search/jobs"));

  test("runs | llamadoctor once for two presses, and lists state in words, finding and fix", async () => {
    web.jobStates = [
      { isDone: false, isFailed: false },
      { isDone: true, isFailed: false, messages: [] },
    ];
    web.findings = [
      { check: "Node", state: "ok", finding: "Node v24 runs the commands.", fix: "" },
      { check: "endpoint default", state: "problem", finding: "It did not answer.", fix: "start it" },
      { check: "key", state: "warning", finding: ["Everybody", "may read it."], fix: "chmod 600" },
      { check: "KV store", state: "skipped", finding: "Not looked at.", fix: "" },
    ];
    const page = await openFilled();
    page.press("Test the setup");
    page.press("Testing...");
    await page.shows("The test is running.");
    await page.shows("Test finished: 1 problem, 1 warning, 1 of 4 checks OK, 1 skipped.");
    const items = [...page.window.document.querySelectorAll(".llama-findings li")].map(
      (item) => item.textContent,
    );
    expect(items).toEqual([
      "OKNodeNode v24 runs the commands.",
      "Problemendpoint defaultIt did not answer.What to do: start it",
      "WarningkeyEverybody\nmay read it.What to do: chmod 600",
      "SkippedKV storeNot looked at.",
    ]);
    expect(started()).toHaveLength(1);
    expect(started()[0]).toMatchObject({
      namespace: "admin/llama_log_analyzer",
      path: "search/jobs",
      fields: { search: "| llamadoctor", exec_mode: "normal" },
    });
    page.press("Test the setup");
    await page.shows("Test finished");
    expect(started()).toHaveLength(2);
  });

  test("shows markup in a finding as text, and a state it does not know by its word", async () => {
    const markup = "<img src=x onerror=alert(1)>";
    web.findings = [{ check: markup, state: markup, finding: markup, fix: markup }];
    const page = await openFilled();
    page.press("Test the setup");
    await page.shows(`What to do: ${markup}`);
    expect(page.window.document.querySelector("img")).toBeNull();
  });

  test("reads the results in the old way where splunkd has no second version", async () => {
    web.findings = [{ check: "Node", state: "ok", finding: "fine", fix: "" }];
    web.fault = ({ path }) => (path.includes("/v2/") ? status(404, "Not Found") : undefined);
    const page = await openFilled();
    page.press("Test the setup");
    await page.shows("Test finished: 1 of 1 check OK.");
  });

  test.each([
    [
      "a command that Splunk does not know",
      status(400, "Unknown search command 'llamadoctor'."),
      "Splunk does not know the command.",
    ],
    ["no right to search", status(403, "no"), "one of the roles llama_analyst, llama_admin or admin"],
    ["an error of splunkd", status(500, "boom"), "Splunk had an error of its own (HTTP 500)."],
  ])("%s is told", async (_what, reply, sentence) => {
    web.fault = ({ path }) => (path.endsWith("search/jobs") ? reply : undefined);
    const page = await openFilled();
    page.press("Test the setup");
    await page.shows("The test could not be run");
    await page.shows(sentence);
  });

  test("a search that failed or found nothing is told with Splunk's message", async () => {
    const messages = [{ type: "FATAL", text: "Error in 'llamadoctor': there is no Node" }];
    web.jobStates = [{ isDone: true, isFailed: true, messages }];
    const page = await openFilled();
    page.press("Test the setup");
    await page.shows("there is no Node");
    web.jobStates = [{ isDone: true, isFailed: false, messages: [] }];
    page.press("Test the setup");
    await page.shows("The search ended and found nothing.");
  });
});

describe("the page's files", () => {
  const sources = ["setup.css", ...scriptNames].map((name) => readFileSync(join(scriptFolder, name), "utf8"));

  test("hold nothing that an inspection or a browser without the right charset would trip over", () => {
    for (const source of [...sources, viewText]) {
      expect(source).toMatch(/^[\x00-\x7e]*$/);
      expect(source).not.toMatch(
        /\beval\b|innerHTML|insertAdjacentHTML|console\.|document\.write|\sstyle=|@import|url\(/,
      );
    }
  });

  test("use no function that came to browsers after 2019, which esbuild does not replace", () => {
    for (const source of sources) {
      expect(source).not.toMatch(
        /\.at\(|\.replaceAll\(|Object\.hasOwn\(|\.findLast\(|structuredClone|canParse/,
      );
    }
  });

  test("say what to do where JavaScript is off", () => {
    expect(viewText).toContain('<dashboard version="1.1"');
    expect(viewText).toContain("This page needs JavaScript.");
  });

  test("label every input, and announce what happens", async () => {
    const page = await openFilled();
    page.press("Add another endpoint");
    const { document } = page.window;
    for (const input of document.querySelectorAll("input")) {
      expect(document.querySelector(`label[for="${input.id}"]`)?.textContent, input.id).toBeTruthy();
    }
    expect(document.querySelectorAll('[role="status"]').length).toBeGreaterThanOrEqual(2);
    expect(document.activeElement?.textContent).toBe("Another endpoint");
  });
});
