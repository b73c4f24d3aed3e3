import { appId, type Project } from "./project.ts";

/** The text of app.manifest, schema 2.0.0; splunkd and the deployment tools read it, the app itself does not. */
export function appManifest({ version, description, licence, title, author }: Project): string {
  const none = { name: null, text: null, uri: null };
  const manifest = {
    schemaVersion: "2.0.0",
    info: {
      title,
      id: { group: null, name: appId, version },
      author: [{ name: author, email: null, company: null }],
      releaseDate: null,
      description,
      classification: {
        intendedAudience: "IT Professionals",
        categories: ["IT Operations"],
        developmentStatus: "Production/Stable",
      },
      commonInformationModels: null,
      license: { name: licence, text: "./LICENSE", uri: null },
      privacyPolicy: none,
      releaseNotes: { name: "CHANGELOG", text: "./CHANGELOG.md", uri: null },
    },
    dependencies: null,
    tasks: null,
    inputGroups: null,
    incompatibleApps: null,
    platformRequirements: null,
    supportedDeployments: ["_standalone", "_distributed", "_search_head_clustering"],
    targetWorkloads: ["_search_heads"],
  };
  return `${JSON.stringify(manifest, null, 2)}\n`;
}
