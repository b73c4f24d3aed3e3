import { type Exchange, partAt, type Route, sendEntries, sendError } from "./exchange.ts";

/** configs/conf-<file> and apps/local, for setup pages. */
export const confRoutes: readonly Route[] = [
  {
    method: "GET",
    path: "configs/*",
    handle: (exchange) =>
      withFile(exchange, (stanzas) => {
        sendEntries(
          exchange.response,
          [...stanzas].map(([name, content]) => ({ name, content })),
        );
      }),
  },
  {
    method: "POST",
    path: "configs/*",
    capabilities: ["edit_storage_passwords"],
    handle: (exchange) =>
      withFile(exchange, (stanzas) => {
        const { name, ...settings } = Object.fromEntries(exchange.request.form);
        if (!name) return sendError(exchange.response, 400, "The name of a stanza is wanted.");
        if (stanzas.has(name)) {
          return sendError(exchange.response, 409, `An object with name=${name} already exists`);
        }
        stanzas.set(name, settings);
        return sendEntries(exchange.response, [{ name, content: settings }], { status: 201 });
      }),
  },
  { method: "GET", path: "configs/*/*", handle: (exchange) => withStanza(exchange, () => undefined) },
  {
    method: "POST",
    path: "configs/*/*",
    capabilities: ["edit_storage_passwords"],
    handle: (exchange) =>
      withStanza(exchange, (settings) => Object.assign(settings, Object.fromEntries(exchange.request.form))),
  },
  {
    method: "DELETE",
    path: "configs/*/*",
    capabilities: ["edit_storage_passwords"],
    handle: (exchange) =>
      withFile(exchange, (stanzas) => {
        if (stanzas.delete(partAt(exchange, 2))) sendEntries(exchange.response, []);
        else sendError(exchange.response, 404, "Could not find object.");
      }),
  },
  {
    method: "GET",
    path: "apps/local",
    handle: ({ state, response }) =>
      sendEntries(
        response,
        [...state.apps].map(([name, content]) => ({ name, content })),
      ),
  },
  { method: "GET", path: "apps/local/*", handle: (exchange) => withApp(exchange, () => undefined) },
  {
    method: "POST",
    path: "apps/local/*",
    capabilities: ["edit_storage_passwords"],
    handle: (exchange) =>
      withApp(exchange, (app) => Object.assign(app, Object.fromEntries(exchange.request.form))),
  },
];

type Settings = Record<string, string>;

function withFile(exchange: Exchange, act: (stanzas: Map<string, Settings>) => void): void {
  const [, file = ""] = /^conf-(.+)$/.exec(partAt(exchange, 1)) ?? [];
  const stanzas = exchange.state.conf.get(file);
  if (stanzas === undefined) sendError(exchange.response, 404, `${file} does not exist`);
  else act(stanzas);
}

function withStanza(exchange: Exchange, change: (settings: Settings) => void): void {
  withFile(exchange, (stanzas) => answerChanged(exchange, partAt(exchange, 2), stanzas, change));
}

function withApp(exchange: Exchange, change: (settings: Settings) => void): void {
  answerChanged(exchange, partAt(exchange, 2), exchange.state.apps, change);
}

function answerChanged(
  { response }: Exchange,
  name: string,
  all: Map<string, Settings>,
  change: (settings: Settings) => void,
): void {
  const content = all.get(name);
  if (content === undefined) {
    sendError(response, 404, "Could not find object.");
    return;
  }
  change(content);
  delete content.output_mode;
  sendEntries(response, [{ name, content }]);
}
