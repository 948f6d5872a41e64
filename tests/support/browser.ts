/** Keeps cookies between calls of route handlers, as a browser does. */
export function createBrowser(origin = "http://127.0.0.1:3000") {
  const jar = new Map<string, string>();
  const cookie = () => [...jar].map(([name, value]) => `${name}=${value}`).join("; ");

  function take(response: Response): Response {
    for (const line of response.headers.getSetCookie()) {
      const [pair = "", ...attributes] = line.split(";");
      const at = pair.indexOf("=");
      const gone = attributes.some((each) => /^\s*max-age=0$/i.test(each));
      if (gone) jar.delete(pair.slice(0, at));
      else jar.set(pair.slice(0, at), pair.slice(at + 1));
    }
    return response;
  }

  return {
    jar,
    cookie,
    /** A request with the cookies held; writes come from the site itself unless `headers` say otherwise. */
    request(
      path: string,
      {
        method = "GET",
        headers = {},
        body,
      }: { method?: string; headers?: Record<string, string>; body?: BodyInit } = {},
    ): Request {
      return new Request(`${origin}${path}`, {
        method,
        body,
        headers: { cookie: cookie(), ...(method === "GET" ? {} : { origin }), ...headers },
      });
    },
    /** Sends an HTML form to a handler and keeps the cookies it answers with. */
    async post({
      handler,
      path,
      fields,
      headers,
    }: {
      handler: (request: Request) => Promise<Response>;
      path: string;
      fields: Record<string, string>;
      headers?: Record<string, string>;
    }): Promise<Response> {
      return take(await handler(this.request(path, { method: "POST", headers, body: new URLSearchParams(fields) })));
    },
  };
}

export type Browser = ReturnType<typeof createBrowser>;
