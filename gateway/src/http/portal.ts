import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isJsonObject } from '@fapiao-ledger/core';
import express, { type Request, type RequestHandler, Router } from 'express';
import type { Metrics } from '../metrics.js';

const BUNDLES = new URL('./dist/', import.meta.resolve('@fapiao-ledger/portal/package.json'));
/** Assets have the digest of their content in their name. */
const ASSETS = '/assets/';
const YEAR_SECONDS = 31_536_000;

/**
 * Digest of the one style that React Aria 3.53 adds to a page while a dialog is open, and only on an iPhone: a dialog scrolls, and the page
 * behind it does not. The text is constant and names no address.
 */
const DIALOG_STYLE = "'sha256-gYiS/BvZvRcK27JIXTuwhZ3hs2+VJ1X+2gUlE+farlg='";

/** The policy of the portal's pages: only this server’s files, nothing inline but that style, and no form that sends anything. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  `style-src 'self' ${DIALOG_STYLE}`,
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

/** A file of a bundle, as the build has written and compressed it, by the name of its encoding. */
interface BuiltFile {
  readonly identity: Buffer;
  readonly br: Buffer | undefined;
  readonly gzip: Buffer | undefined;
}

/** Returns the handler of a bundle’s files. It reads all of them now: a later build cannot take a file away from a running gateway. */
export function filesOf(folder: string): RequestHandler {
  const files = readFiles(folder);
  return (request, response, next) => {
    const path = request.path === '/' ? '/index.html' : request.path;
    const file = request.method === 'GET' || request.method === 'HEAD' ? files.get(path) : undefined;
    if (file === undefined) {
      next();
      return;
    }
    const age = path.startsWith(ASSETS) ? `public, max-age=${YEAR_SECONDS}, immutable` : 'no-cache';
    const encoding = encodingFor(request, file);
    if (encoding !== 'identity') response.set('Content-Encoding', encoding);
    response
      .type(extname(path))
      .set('Cache-Control', age)
      .set('Content-Security-Policy', POLICY)
      .set('Permissions-Policy', 'camera=(self), microphone=(), geolocation=()')
      .vary('Accept-Encoding')
      .send(file[encoding]);
  };
}

function encodingFor(request: Request, { br, gzip }: BuiltFile): keyof BuiltFile {
  if (br !== undefined && request.acceptsEncodings('br') !== false) return 'br';
  return gzip !== undefined && request.acceptsEncodings('gzip') !== false ? 'gzip' : 'identity';
}

function readFiles(folder: string): ReadonlyMap<string, BuiltFile> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    statSync(join(folder, name)).isFile(),
  );
  const all = new Set(names);
  const read = (name: string): Buffer | undefined =>
    all.has(name) ? readFileSync(join(folder, name)) : undefined;
  return new Map(
    names
      .filter((name) => !/\.(?:br|gz)$/.test(name))
      .map((name) => [
        `/${name.replaceAll('\\', '/')}`,
        { identity: readFileSync(join(folder, name)), br: read(`${name}.br`), gzip: read(`${name}.gz`) },
      ]),
  );
}

/** Returns the directive that a report is about; "other" when it names none of the policy. */
function directiveIn(body: unknown): string {
  const report = isJsonObject(body) ? body['csp-report'] : undefined;
  const { 'effective-directive': effective, 'violated-directive': violated } = isJsonObject(report)
    ? report
    : {};
  const named = effective ?? violated;
  const [name = ''] = typeof named === 'string' ? named.split(' ', 1) : [];
  return DIRECTIVES.has(name) ? name : 'other';
}
