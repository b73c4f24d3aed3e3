import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { loadConfiguration } from "../../../src/adapters/configuration/configuration.ts";
import { defaultAlertSettings } from "../../support/default-alert-settings.ts";

const root = mkdtempSync(join(tmpdir(), "llama-alerting-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));
let apps = 0;

function configure(text: string) {
  const appFolder = join(root, `app${++apps}`);
  mkdirSync(join(appFolder, "local"), { recursive: true });
  const file = join(appFolder, "local/llama.conf");
  writeFileSync(file, text);
  const configuration = loadConfiguration({ appFolder, environment: {} });
  const faults = configuration.faults.map(({ message }) => message.replaceAll(file, "FILE"));
  return { ...configuration, faults };
}

const slackStanza = "[destination:ops]\ntype = slack\nsecret = file:/etc/llama/slack\n";

describe("a destination", () => {
  test("has defaults", () => {
    const { destinations, faults } = configure(slackStanza);
    expect(faults).toEqual([]);
    expect([...destinations.destinations]).toEqual([
      [
        "ops",
        {
          name: "ops",
          type: "slack",
          secret: {
            kind: "file",
            name: "/etc/llama/slack",
            place: expect.stringMatching(/^secret of \[destination:ops\]/),
          },
          baseUrl: undefined,
          channel: undefined,
          proxy: undefined,
          caFile: undefined,
          requestTimeout: 8_000,
          allowPrivate: false,
        },
      ],
    ]);
  });

  test("can say everything", () => {
    const { destinations, faults } = configure(`[default]
request_timeout = 900
ca_file = /etc/ca.pem
[destination:hook]
type = Webhook
secret = env:HOOK
base_url = http://127.0.0.1:9000/alerts/
allow_private = true
channel = #x
proxy = http://proxy:3128
request_timeout = 2.5
`);
    expect(faults).toEqual([]);
    expect(destinations.destinations.get("hook")).toMatchObject({
      type: "webhook",
      baseUrl: "http://127.0.0.1:9000/alerts/",
      allowPrivate: true,
      channel: "#x",
      proxy: "http://proxy:3128",
      caFile: "/etc/ca.pem",
      requestTimeout: 2_500,
    });
  });

  test("of PagerDuty needs no secret, for the CMDB may name one for each service", () => {
    const { destinations, faults } = configure(
      "[destination:pd]\ntype = pagerduty\nbase_url = https://events.eu.pagerduty.com/\n",
    );
    expect(faults).toEqual([]);
    expect(destinations.destinations.get("pd")).toMatchObject({
      secret: undefined,
      baseUrl: "https://events.eu.pagerduty.com",
    });
  });

  test.each([
    ["type =", "The stanza [destination:x] in FILE has no type: add type = slack, slack_webhook"],
    [
      "type = email",
      'type of [destination:x] in FILE, line 5, wants slack, slack_webhook, pagerduty or webhook, and "email" came',
    ],
    ["secret =", "The stanza [destination:x] in FILE has no secret: add secret = file:/path"],
    [
      "secret = xoxb-hush",
      "secret of [destination:x] in FILE, line 5, does not say where the secret is kept",
    ],
    ["base_url =", "The stanza [destination:x] in FILE has no base_url"],
    ["base_url = http://host/hush", "begins with http://, so that whoever listens in could read"],
    ["base_url = http://127.0.0.1/hush", "with allow_private = true"],
    [
      "base_url = https://me:hush@host/",
      "holds a user name or password: take it out and name the secret in secret",
    ],
    ["base_url = https://host/?token=hush", "has a part after ? or #"],
    ["base_url = ftp://host/hush", "begins with neither http:// nor https://"],
    ["base_url = hush", "is no URL"],
    [
      "proxy = http://me:hush@proxy",
      "proxy of [destination:x] in FILE, line 5, holds a user name or password",
    ],
    ["ca_file = ca.pem", "wants a whole path from the root"],
    ["request_timeout = 0", "wants a number of seconds above 0, at most 60"],
    ["request_timeout = 61", 'and "61" came'],
    ["allow_private = perhaps", 'wants true or false, and "perhaps" came'],
  ])("with %s cannot be used, and others can", (line, sentence) => {
    const { destinations, faults } = configure(
      `[destination:x]\ntype = webhook\nsecret = env:HOOK\nbase_url = https://host/\n${line}\n${slackStanza}`,
    );
    expect([...destinations.destinations.keys()]).toEqual(["ops"]);
    expect([...destinations.names]).toEqual(["x", "ops"]);
    expect(faults).toHaveLength(1);
    expect(faults[0]).toContain(sentence);
    expect(faults[0]).toMatch(/^The .*\.$/);
    expect(faults[0]).not.toContain("hush");
  });

  test("with a name that is none is told", () => {
    expect(configure("[destination:a b]\ntype = slack\n").faults).toEqual([
      expect.stringContaining("rename it"),
    ]);
  });
});

describe("a route", () => {
  test("has defaults, and the lowest number is first", () => {
    const { routes, faults } = configure(
      `${slackStanza}[route:20]\ndestinations = ops, ops\n[route:3]\nseverity = p1, P0\npolicy = gold*\nservice = check?ut\ndestinations = ops\nstop = yes\n`,
    );
    expect(faults).toEqual([]);
    expect(routes.routes).toEqual([
      {
        number: 3,
        severities: ["P0", "P1"],
        policy: "gold*",
        service: "check?ut",
        destinations: ["ops"],
        stop: true,
      },
      {
        number: 20,
        severities: ["P0", "P1", "P2", "P3", "P4"],
        policy: "*",
        service: "*",
        destinations: ["ops"],
        stop: false,
      },
    ]);
  });

  test("that names a destination that is not there keeps its others", () => {
    const { routes, faults } = configure(`${slackStanza}[route:1]\ndestinations = opps, ops\n`);
    expect(routes.routes[0]?.destinations).toEqual(["ops"]);
    expect(faults).toEqual([
      'The destinations of [route:1] in FILE, line 5, names "opps", and there is no such destination: correct the name or add [destination:NAME] for it. There are: ops.',
    ]);
  });

  test("to a destination that cannot be used has no fault of its own", () => {
    const { routes, faults } = configure("[destination:x]\ntype = slack\n[route:1]\ndestinations = x\n");
    expect(faults).toEqual([expect.stringContaining("The stanza [destination:x] in FILE has no secret")]);
    expect(routes.routes[0]?.destinations).toEqual([]);
  });

  test.each([
    ["[route:first]\ndestinations = ops", "The stanza [route:…] in FILE has no number"],
    ["[route:1]\nstop = true", "The stanza [route:1] in FILE has no destinations"],
    ["[route:1]\ndestinations = ,", "wants names of destinations, separated by commas"],
    ["[route:1]\ndestinations = ops\nseverity = P1 P2", "wants P0 to P4, separated by commas, or *"],
    ["[route:1]\ndestinations = ops\nseverity = P5", 'and "P5" came'],
    [
      `[route:1]\ndestinations = ops\nservice = ${"x".repeat(201)}`,
      "wants a pattern of at most 200 characters",
    ],
    ["[route:1]\ndestinations = ops\nstop = 2", "wants true or false"],
  ])("with a fault is left out: %s", (text, sentence) => {
    const { routes, faults } = configure(`${slackStanza}${text}\n`);
    expect(routes.routes).toEqual([]);
    expect(faults).toEqual([expect.stringContaining(sentence)]);
  });
});

describe("[alert]", () => {
  test("has defaults", () => {
    expect(configure("").alert).toEqual({ settings: defaultAlertSettings, faults: [] });
    expect(defaultAlertSettings).toMatchObject({ repeatInterval: 14_400_000, reopenWithin: 86_400_000 });
  });

  test("can say everything", () => {
    const { alert, faults } = configure(
      "[alert]\nrepeat_interval = 90s\nresolve_after = 1.5h\nreopen_within = 2D\npages_per_hour = 0\nservice_fields = component , service_name,component\ndefault_channel = #ops\ndefault_owner = sre\n",
    );
    expect(faults).toEqual([]);
    expect(alert.settings).toEqual({
      repeatInterval: 90_000,
      resolveAfter: 5_400_000,
      reopenWithin: 172_800_000,
      pagesPerHour: 0,
      serviceFields: ["component", "service_name"],
      defaultChannel: "#ops",
      defaultOwner: "sre",
    });
  });

  test.each([
    [
      "repeat_interval = 4",
      'repeat_interval of [alert] in FILE, line 2, wants a duration of at most 30 days like 30s, 10m, 4h or 2d, and "4" came',
    ],
    ["repeat_interval = 0s", "wants a duration"],
    ["repeat_interval = 31d", "wants a duration"],
    ["resolve_after = soon", "resolve_after of [alert]"],
    ["pages_per_hour = -1", "wants a whole number from 0 to 1000"],
    ["pages_per_hour = 1001", "wants a whole number from 0 to 1000"],
    ["service_fields = ,", "wants up to 10 names of fields, separated by commas"],
    ["service_fields = a,b,c,d,e,f,g,h,i,j,k", "service_fields of [alert]"],
  ])("with %s keeps its default there, and says so", (line, sentence) => {
    const { alert, faults } = configure(`[alert]\n${line}\ndefault_owner = sre\n`);
    expect(alert.settings).toEqual({ ...defaultAlertSettings, defaultOwner: "sre" });
    expect(faults).toEqual([expect.stringContaining(sentence)]);
  });
});
