import type { RequestHandler } from 'express';
import helmet from 'helmet';

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

/** What every answer tells a browser not to do. */
export function securityHeaders(): RequestHandler {
  return helmet({
    contentSecurityPolicy: { useDefaults: false, directives: CONTENT_SECURITY_POLICY },
    referrerPolicy: { policy: 'no-referrer' },
    // Transport security is the proxy's to promise: the gateway itself speaks plain HTTP.
    strictTransportSecurity: false,
  });
}
