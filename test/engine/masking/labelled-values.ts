/** Key-like values, put together here so that no scanner takes this repository for a leak. All are invented. */
const join = (...parts: string[]) => parts.join("");
const mixed = "aB3dE5fG7hJ9kL1mN2pQ4rS6tU8vW0xYzAbCdEfGhIjK2";
const lower = "4f9a1c7be02d8853a6c41fe97b20d35e";

export const labelledValues: Readonly<Record<string, string>> = {
  awsId: join("AKIA", "QWERTYUIOP234567"),
  awsTemporary: join("ASIA", "ZXCVBNMASDFGH234"),
  awsSecret: join("wJalrXUtnFEMI/", "K7MDENG/bPxRfiCY", "zz9plralpha"),
  google: join("AIza", mixed.slice(0, 35)),
  googleToken: join("ya29.", mixed),
  googleClient: join("GOCSPX-", mixed.slice(0, 28)),
  azureStorage: join(mixed, mixed.slice(0, 40), "=="),
  azureSecret: join("a1b8Q~", mixed.slice(0, 34)),
  azureSignature: join(mixed.slice(0, 40), "%3D"),
  github: join("ghp_", mixed.slice(0, 36)),
  githubApp: join("ghs_", mixed.slice(0, 36)),
  githubFine: join("github_pat_", "11ABCDEFG0", mixed),
  gitlab: join("glpat-", mixed.slice(0, 20)),
  gitlabRunner: join("glrt-", mixed.slice(0, 20)),
  slack: join("xoxb-", "123456789012-", mixed.slice(0, 24)),
  slackApp: join("xapp-1-", "A012BCDEF-", lower),
  slackHook: join("T0AAAA111/B0BBBB222/", mixed.slice(0, 24)),
  discordHook: join("998877665544332211/", mixed, "_x-Y"),
  teamsHook: join(lower, "@", lower, "/IncomingWebhook/", lower),
  stripe: join("sk_live_", mixed.slice(0, 24)),
  stripeHook: join("whsec_", mixed.slice(0, 32)),
  npm: join("npm_", mixed.slice(0, 36)),
  pypi: join("pypi-AgE", "IcHlwaS5vcmc", mixed),
  huggingFace: join("hf_", mixed.slice(0, 34)),
  openAi: join("sk-proj-", mixed),
  openAiOld: join("sk-", mixed.slice(0, 44)),
  sendGrid: join("SG.", mixed.slice(0, 22), ".", mixed.slice(0, 43)),
  vault: join("hvs.", mixed.slice(0, 30)),
  jwt: join("eyJhbGciOiJIUzI1NiJ9", ".eyJzdWIiOiI0NzExIn0.", mixed),
  hex: lower,
  random: mixed.slice(4, 40),
  pem: join("-----BEGIN ", "PRIVATE KEY-----\\nMIIEow+/AAB=\\n-----END ", "PRIVATE KEY-----"),
};
