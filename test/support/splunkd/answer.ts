import type { ServerResponse } from "node:http";
import { confRoutes } from "./conf-routes.ts";
import { type Route, type SeenRequest, type Session, sendError } from "./exchange.ts";
import { kvRoutes } from "./kv-store.ts";
import { passwordRoutes } from "./passwords.ts";
import { searchRoutes } from "./search-routes.ts";
import { serverRoutes } from "./server-routes.ts";
import type { SplunkdState } from "./splunkd-state.ts";

// batch_save and batch_find come before the document of any key.
const routes: readonly Route[] = [
  ...passwordRoutes,
  ...kvRoutes,
  ...searchRoutes,
  ...serverRoutes,
  ...confRoutes,
];

/** Answers as splunkd does: who asks first, then what it is, then whether they may. */
export function answer(
  request: SeenRequest,
  session: Session | undefined,
  state: SplunkdState,
  response: ServerResponse,
): void {
  const there = routes.filter(({ path }) => fits(path, request.parts));
  const route = there.find(({ method }) => method === request.method);
  const missing = route?.capabilities?.every((one) => !session?.capabilities.has(one))
    ? route.capabilities.join(" OR ")
    : undefined;
  if (session === undefined) sendError(response, 401, "call not properly authenticated", "WARN");
  else if (route === undefined) sendError(response, there.length > 0 ? 405 : 404, "Not Found");
  else if (missing === undefined) route.handle({ request, session, state, response });
  else {
    const text = `You (user=${session.user}) do not have permission to perform this operation (requires capability: ${missing}).`;
    sendError(response, 403, text);
  }
}

function fits(path: string, parts: readonly string[]): boolean {
  const wanted = path.split("/");
  return (
    wanted.length === parts.length && wanted.every((part, index) => part === "*" || part === parts[index])
  );
}
