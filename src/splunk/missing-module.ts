/**
 * A sentence for people when a file of the build is missing, as after half an installation or while the app is being
 * upgraded.
 *
 * @param program the name that people know, such as llamaanalyze
 * @param error what the work was ended by
 * @returns undefined if the error is another one
 */
export function missingModule(program: string, error: unknown): string | undefined {
  const { code, url = "" } = (error ?? {}) as { readonly code?: unknown; readonly url?: unknown };
  if (code !== "ERR_MODULE_NOT_FOUND") return undefined;
  const [file = "a file of modules"] = /modules\/[\w.-]+$/.exec(String(url)) ?? [];
  return `${program} is not completely installed: bin/${file} is missing. Install the app again, or run \`npm ci && npm run build\` in a checkout.`;
}
