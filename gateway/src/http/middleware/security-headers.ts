import type { NextFunction, Request, RequestHandler, Response } from 'express';
import helmet from 'helmet';
import type { Readiness } from '../operations.js';

/** Pages load what this server serves, and nothing else; nobody frames them. */
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

/** Headers of every answer. A gateway that is about to stop lets no connection live on. */
export function securityHeaders(readiness: Readiness): RequestHandler {
  const protect = helmet({
    contentSecurityPolicy: { useDefaults: false, directives: CONTENT_SECURITY_POLICY },
    referrerPolicy: { policy: 'no-referrer' },
    // Transport security is the proxy's to promise: the gateway itself speaks plain HTTP.
    strictTransportSecurity: false,
  });
  return (request: Request, response: Response, next: NextFunction): void => {
    if (readiness.isDraining) response.set('Connection', 'close');
    protect(request, response, next);
  };
}
