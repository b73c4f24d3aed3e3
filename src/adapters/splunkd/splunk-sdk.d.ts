// The parts of splunk-sdk 2.0.2 that are used; the package has no types of its own. Its index is never loaded
// (it reads .env files), nor is its platform/node/node_http (it never verifies TLS).

declare module "splunk-sdk/lib/http.js" {
  class Http {
    constructor();
    /** Encodes query and form, then calls `makeRequest`; rejects with the response itself from HTTP 400 on. */
    request(url: string, message: Http.Message): Promise<Http.Response>;
    /** For us to override. The promise's response goes back to the caller of `request`. */
    makeRequest(url: string, options: Http.Options): Promise<Http.Response>;
  }
  namespace Http {
    interface Options {
      readonly method: string;
      /** The very object that was given to `Service.request`. */
      readonly headers: Record<string, string>;
      /** Empty when there is none. */
      readonly body: string;
    }
    interface Message extends Partial<Options> {
      readonly query?: object;
      readonly post?: object;
    }
    interface Response {
      readonly status: number;
      readonly data: unknown;
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
