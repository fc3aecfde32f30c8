import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import type { RequestHandler } from 'express';
import helmet from 'helmet';
import { localsOf } from './exchange.js';

/** Pages load only resources of this server, and no site may frame them. */
const CONTENT_SECURITY_POLICY = {
  defaultSrc: ["'none'"],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'"],
  // Swagger UI draws its icons from data: URLs.
  imgSrc: ["'self'", 'data:'],
  connectSrc: ["'self'"],
  baseUri: ["'none'"],
  formAction: ["'self'"],
  frameAncestors: ["'none'"],
};

/** Security headers of every answer, names and values in turn. They are constant, so Helmet runs once. */
export const SECURITY_HEADERS: readonly string[] = headersOf(
  helmet({
    contentSecurityPolicy: { useDefaults: false, directives: CONTENT_SECURITY_POLICY },
    referrerPolicy: { policy: 'no-referrer' },
    // The proxy sets Strict-Transport-Security, because the gateway itself serves plain HTTP.
    strictTransportSecurity: false,
  }),
);

/** Returns the middleware for pages and files, which Express serves. Routes write these headers by themselves. */
export function headersOfPages(): RequestHandler {
  return (_request, response, next) => {
    const { headers } = localsOf(response);
    for (const list of [SECURITY_HEADERS, headers]) {
      for (let at = 0; at < list.length; at += 2)
        response.setHeader(list[at] as string, list[at + 1] as string);
    }
    next();
  };
}

function headersOf(handler: ReturnType<typeof helmet>): readonly string[] {
  const request = new IncomingMessage(new Socket());
  const response = new ServerResponse(request);
  handler(request, response, () => undefined);
  return response.getHeaderNames().flatMap((name) => [name, String(response.getHeader(name))]);
}
