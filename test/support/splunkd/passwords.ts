import { type Exchange, partAt, type Route, sendEntries, sendError } from "./exchange.ts";

const list = ["list_storage_passwords"];
const edit = ["edit_storage_passwords"];

/** storage/passwords. */
export const passwordRoutes: readonly Route[] = [
  {
    method: "GET",
    path: "storage/passwords",
    capabilities: list,
    handle: ({ state, response }) =>
      sendEntries(
        response,
        [...state.passwords].map(([id, entry]) => entity(id, entry)),
      ),
  },
  {
    method: "GET",
    path: "storage/passwords/*",
    capabilities: list,
    handle: (exchange) =>
      withEntry(exchange, (id, entry) => sendEntries(exchange.response, [entity(id, entry)])),
  },
  {
    method: "POST",
    path: "storage/passwords",
    capabilities: edit,
    handle: ({ request, state, response }) => {
      const [name, password, realm] = ["name", "password", "realm"].map((key) => request.form.get(key) ?? "");
      if (!name || !password) return sendError(response, 400, "Parameter name must be set.");
      const id = [realm, name, ""].map((part = "") => part.replace(/[\\:]/g, "\\$&")).join(":");
      if (state.passwords.has(id)) {
        return sendError(response, 409, `An object with name=${id} already exists`);
      }
      const entry = { realm: realm ?? "", name, password };
      state.passwords.set(id, entry);
      return sendEntries(response, [entity(id, entry)], { status: 201 });
    },
  },
  {
    method: "POST",
    path: "storage/passwords/*",
    capabilities: edit,
    handle: (exchange) =>
      withEntry(exchange, (id, entry) => {
        const { request, response } = exchange;
        if (request.form.has("name") || request.form.has("realm")) {
          return sendError(response, 400, 'Argument "name" is not supported by this handler.');
        }
        entry.password = request.form.get("password") ?? "";
        return sendEntries(response, [entity(id, entry)]);
      }),
  },
  {
    method: "DELETE",
    path: "storage/passwords/*",
    capabilities: edit,
    handle: (exchange) =>
      withEntry(exchange, (id) => {
        exchange.state.passwords.delete(id);
        sendEntries(exchange.response, []);
      }),
  },
];

interface Entry {
  readonly realm: string;
  readonly name: string;
  password: string;
}

function withEntry(exchange: Exchange, act: (id: string, entry: Entry) => void): void {
  const id = partAt(exchange, 2);
  const entry = exchange.state.passwords.get(id);
  if (entry === undefined) sendError(exchange.response, 404, `Could not find object id=${id}`);
  else act(id, entry);
}

function entity(id: string, { realm, name, password }: Entry) {
  return {
    name: id,
    content: { clear_password: password, encr_password: "$7$x", password: "********", realm, username: name },
  };
}
