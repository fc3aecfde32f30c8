import { readFile } from 'node:fs/promises';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import express, { type RequestHandler, Router } from 'express';
import { collectionOf, type DescribedApi } from './collection.js';
import { compressed } from './compressed.js';
import { errorPage } from './error-page.js';
import { ERRORS_PATH } from './problem.js';

const WEB_FOLDER = fileURLToPath(new URL('../../web', import.meta.url));
const SWAGGER_FOLDER = dirname(fileURLToPath(import.meta.resolve('swagger-ui-dist/swagger-ui.css')));
const SWAGGER_FILES = ['swagger-ui.css', 'swagger-ui-bundle.js'];
const CACHE_SECONDS = 3600;

/**
 * Returns the routes of the public page that checks an invoice, of the OpenAPI document, of Swagger UI, of the page of error codes, and
 * of the collection for Postman and Bruno.
 */
export function pagesRouter(openApi: unknown): Router {
  const router = Router();
  const documents = {
    '/openapi.json': openApi,
    '/docs/collection.json': collectionOf(openApi as DescribedApi),
  };
  for (const [path, document] of Object.entries(documents)) {
    const text = Buffer.from(JSON.stringify(document));
    router.get(
      path,
      page('application/json', async () => await Promise.resolve(text), 0),
    );
  }
  router.get('/docs', (_request, response) => {
    response.sendFile(join(WEB_FOLDER, 'docs.html'));
  });
  const errors = errorPage();
  router.get(
    ERRORS_PATH,
    page('html', async () => await Promise.resolve(Buffer.from(errors))),
  );
  for (const file of SWAGGER_FILES) {
    router.get(
      `/docs/${file}`,
      page(extname(file), async () => await readFile(join(SWAGGER_FOLDER, file))),
    );
  }
  router.use(express.static(WEB_FOLDER, { index: 'index.html', redirect: false }));
  return router;
}

function page(type: string, read: () => Promise<Buffer>, cacheSeconds = CACHE_SECONDS): RequestHandler {
  return compressed({ type, cacheSeconds, read });
}
