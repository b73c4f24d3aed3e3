import { describe, expect, test } from "vitest";
import { currentUser, indexNames, serverInfo } from "../../../src/adapters/splunkd/context.ts";
import { readLookup } from "../../../src/adapters/splunkd/lookups.ts";
import { readPassword } from "../../../src/adapters/splunkd/passwords.ts";
import { sendEvent } from "../../../src/adapters/splunkd/receivers.ts";
import { errorOf, open } from "./opened.ts";

const event = {
  text: '{"alert":"a1","severity":"P1"}\n',
  index: "alert_failures",
  source: "llama_alert",
  sourcetype: "llama_alert_failure",
  host: "sh 1/ü",
};

describe("the password store", () => {
  test.each([
    ["slack", "llama_log_analyzer:slack:"],
    ["a:b", "llama_log_analyzer:a\\:b:"],
    ["back\\slash", "llama_log_analyzer:back\\\\slash:"],
    ["c:\\x:", "llama_log_analyzer:c\\:\\\\x\\::"],
    ["ü %2F/?#", "llama_log_analyzer:ü %2F/?#:"],
    ["two words", "llama_log_analyzer:two words:"],
  ])("gives what is stored as %s", async (name, id) => {
    const { splunkd, server } = await open();
    server.state.passwords.set(id, { realm: "llama_log_analyzer", name, password: "xoxb+1&=%" });
    expect(await readPassword(splunkd, name)).toBe("xoxb+1&=%");
    expect(server.requests).toMatchObject([{ owner: "nobody", app: "llama_log_analyzer" }]);
  });

  test("a secret that is not there is named, with the way to put it there", async () => {
    const { splunkd } = await open();
    const error = await errorOf(readPassword(splunkd, "slack"));
    expect(error).toMatchObject({ kind: "not_found", status: 404 });
    expect(error.message).toMatch(/has no secret "slack" of the realm llama_log_analyzer .*: store it there/);
  });

  test("who may not read is told the capability, the role, and the other way", async () => {
    const { splunkd } = await open({}, { role: "llama_analyst" });
    const error = await errorOf(readPassword(splunkd, "slack"));
    expect(error).toMatchObject({ kind: "forbidden", status: 403 });
    expect(error.message).toMatch(
      /does not allow reading the secret "slack" \(HTTP 403\), which needs the capability list_storage_passwords \(by default only the role admin has it\): ask an administrator for the role llama_admin, or name the secret by file: in llama\.conf\.$/,
    );
  });

  test("a masked secret is not taken for the secret", async () => {
    const { splunkd, server } = await open();
    const password = "********";
    server.state.passwords.set("llama_log_analyzer:slack:", {
      realm: "llama_log_analyzer",
      name: "slack",
      password,
    });
    expect(await errorOf(readPassword(splunkd, "slack"))).toMatchObject({ kind: "forbidden" });
  });
});

describe("receivers", () => {
  test("an event arrives as it is, with its index, source, sourcetype and host", async () => {
    const { splunkd, server } = await open({}, { role: "power" });
    await sendEvent(splunkd, event);
    expect(server.state.events).toEqual([event]);
    expect(server.requests[0]?.headers["content-type"]).toBe("text/plain");
  });

  test("an index that does not exist is not_found, in splunkd's words", async () => {
    const { splunkd } = await open();
    const error = await errorOf(sendEvent(splunkd, { ...event, index: "nowhere" }));
    expect(error).toMatchObject({ kind: "not_found", status: 400 });
    expect(error.message).toContain("Index 'nowhere' does not exist.");
  });

  test("who may not send is told the capabilities", async () => {
    const { splunkd } = await open({}, { role: "llama_analyst" });
    expect((await errorOf(sendEvent(splunkd, event))).message).toMatch(/edit_tcp or edit_log_alert_event/);
  });

  test("an empty event is refused before anything is sent", async () => {
    const { splunkd, server } = await open();
    expect(await errorOf(sendEvent(splunkd, { ...event, text: " \n" }))).toMatchObject({ kind: "refused" });
    expect(server.requests).toHaveLength(0);
  });
});

describe("context", () => {
  test("says who the user is and what they may do", async () => {
    const { splunkd } = await open({}, { role: "power" });
    expect(await currentUser(splunkd)).toMatchObject({
      name: "power",
      roles: ["power"],
      capabilities: expect.arrayContaining(["edit_messages"]),
    });
  });

  test("says what the server is, and whether its KV store is ready", async () => {
    const { splunkd, server } = await open();
    server.state.kvStore.ready = false;
    expect(await serverInfo(splunkd)).toEqual({
      name: "stand-in",
      version: "10.2.3",
      roles: ["search_head", "kv_store"],
      kvStoreStatus: "starting",
      product: "enterprise",
    });
  });

  test("lists all indexes, however many", async () => {
    const { splunkd, server } = await open();
    server.state.indexes = Array.from({ length: 1201 }, (_, number) => `index_${number}`);
    expect(await indexNames(splunkd)).toEqual(server.state.indexes);
    expect(server.requests).toHaveLength(3);
  });
});

describe("lookups", () => {
  const rows = [{ service_name: "payments", service_owner: "anna" }, { service_name: "search" }];

  test("are read whole, in the app's namespace", async () => {
    const { splunkd, server } = await open();
    server.state.lookups.set("cmdb_lookup", rows);
    expect(await readLookup(splunkd, "cmdb_lookup")).toEqual(rows);
    expect(server.requests[0]).toMatchObject({ app: "llama_log_analyzer" });
  });

  test("one that is not there is named", async () => {
    const { splunkd } = await open();
    const error = await errorOf(readLookup(splunkd, "cmdb.csv"));
    expect(error.kind).toBe("not_found");
    expect(error.message).toMatch(
      /has no lookup cmdb\.csv that the app llama_log_analyzer and this user can/,
    );
  });

  test("one that is refused as absent with HTTP 400 is named as well", async () => {
    const { splunkd, server } = await open();
    server.fault = () => ({
      does: "status",
      status: 400,
      body: `{"messages":[{"type":"FATAL","text":"Error in 'inputlookup' command: The lookup table 'cmdb' is invalid."}]}`,
    });
    expect((await errorOf(readLookup(splunkd, "cmdb"))).message).toContain("has no lookup cmdb");
  });

  test("one with more rows than wanted is refused, not cut", async () => {
    const { splunkd, server } = await open();
    server.state.lookups.set("cmdb_lookup", rows);
    expect(await readLookup(splunkd, "cmdb_lookup", { longest: 2 })).toHaveLength(2);
    const error = await errorOf(readLookup(splunkd, "cmdb_lookup", { longest: 1 }));
    expect(error).toMatchObject({ kind: "too_big" });
  });

  test.each(["a b", "x | delete", "x]", "", "-x", "append=t", "x\ny", "`macro`", "$x$"])(
    "the name %j is refused before anything is searched",
    async (name) => {
      const { splunkd, server } = await open();
      expect(await errorOf(readLookup(splunkd, name))).toMatchObject({ kind: "refused" });
      expect(server.requests).toHaveLength(0);
    },
  );
});
