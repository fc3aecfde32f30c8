import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { isJsonObject } from '@fapiao-ledger/core';
import express, { type RequestHandler, Router } from 'express';
import sirv from 'sirv';
import type { Metrics } from '../metrics.js';

const BUNDLES = new URL('./dist/', import.meta.resolve('@fapiao-ledger/portal/package.json'));
/** Assets have the digest of their content in their name. */
const ASSETS = '/assets/';
const YEAR_SECONDS = 31_536_000;

/** The policy of the portal's pages: only this server’s files, nothing inline, and no form that sends anything. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  'report-uri /csp-reports',
].join('; ');

const REPORT_BYTES_MAX = 8_192;
const REPORT_TYPES = ['application/csp-report', 'application/reports+json', 'application/json'];
/** Directives of the policy that a report may name. Other texts would make the metrics grow with every caller. */
const DIRECTIVES = new Set(
  POLICY.split('; ').flatMap((directive) => {
    const [name = ''] = directive.split(' ');
    return [name, `${name}-elem`, `${name}-attr`];
  }),
);

/** Returns the routes of the portal’s bundles that are built, and of the reports about their policy. */
export function portalRouter(metrics: Metrics): Router {
  const router = Router();
  const read = express.json({ type: REPORT_TYPES, limit: REPORT_BYTES_MAX });
  router.post('/csp-reports', (request, response) => {
    read(request, response, (error: unknown) => {
      metrics.policyReports.inc({ directive: error === undefined ? directiveIn(request.body) : 'other' });
      response.status(204).end();
    });
  });
  for (const [path, name] of [
    ['/desk', 'desk'],
    ['/', 'wallet'],
  ] as const) {
    const folder = fileURLToPath(new URL(`${name}/`, BUNDLES));
    if (existsSync(folder)) router.use(path, filesOf(folder));
  }
  return router;
}

/** Returns the handler of a bundle’s files, which the build has compressed. The folder is read once, at the start. */
function filesOf(folder: string): RequestHandler {
  const serve = sirv(folder, {
    etag: true,
    gzip: true,
    brotli: true,
    setHeaders: (response, path) => {
      const age = path.startsWith(ASSETS) ? `public, max-age=${YEAR_SECONDS}, immutable` : 'no-cache';
      response.setHeader('Cache-Control', age);
      response.setHeader('Content-Security-Policy', POLICY);
      response.setHeader('Permissions-Policy', 'camera=(self), microphone=(), geolocation=()');
    },
  });
  return (request, response, next) => serve(request, response, () => next());
}

/** Returns the directive that a report is about; "other" when it names none of the policy. */
function directiveIn(body: unknown): string {
  const report = isJsonObject(body) ? body['csp-report'] : undefined;
  const { 'effective-directive': effective, 'violated-directive': violated } = isJsonObject(report)
    ? report
    : {};
  const name = String(effective ?? violated ?? '').split(' ', 1)[0] ?? '';
  return DIRECTIVES.has(name) ? name : 'other';
}
