// The parts of splunk-sdk 2.0.2 that are used; the package has no types of its own. Its index is never loaded
// (it reads .env files), nor is its platform/node/node_http (it never verifies TLS).

declare module "splunk-sdk/lib/http.js" {
  class Http {
    constructor();
    /**
     * For us to override: the SDK has encoded query and form by then. The promise's response goes back to the caller
     * of `Service.request`, which rejects with it from HTTP 400 on.
     */
    makeRequest(url: string, options: Http.Options): Promise<Http.Response>;
  }
  namespace Http {
    interface Options {
      readonly method: "GET" | "POST" | "DELETE";
      readonly headers: Record<string, string>;
      /** Empty when there is none. */
      readonly body: string;
    }
    interface Response {
      readonly status: number;
      /** Handed through. */
      readonly data: import("../http/http-client.ts").OpenReply;
      /** The SDK keeps cookies that it finds here. */
      readonly response: { readonly headers: Readonly<Record<string, string[]>> };
    }
  }
  export = Http;
}

declare module "splunk-sdk/lib/service.js" {
  import type Http from "splunk-sdk/lib/http.js";

  class Service {
    constructor(http: Http, settings: Service.Settings);
    /**
     * Adds the Authorization header, and /servicesNS/<owner>/<app>/ to a path that does not begin with a
     * slash. Adds output_mode=json to the query.
     */
    request(
      path: string,
      method: string,
      query: object,
      post: object | undefined,
      body: string | undefined,
      headers: Record<string, string>,
    ): Promise<Http.Response>;
  }
  namespace Service {
    interface Settings {
      readonly scheme: string;
      readonly host: string;
      readonly port: number;
      readonly owner: string;
      readonly app: string;
      readonly sessionKey: string;
      /** The word before the key in the Authorization header. */
      readonly authorization: string;
      readonly autologin: boolean;
    }
  }
  export = Service;
}
