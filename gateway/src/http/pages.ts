import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import express, { Router } from 'express';
import { json, send } from './answer.js';
import { collectionOf, type DescribedApi } from './collection.js';
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
  router.get('/openapi.json', (_request, response) => {
    send(response, json(200, openApi));
  });
  const collection = collectionOf(openApi as DescribedApi);
  router.get('/docs/collection.json', (_request, response) => {
    send(response, json(200, collection));
  });
  router.get('/docs', (_request, response) => {
    response.sendFile(join(WEB_FOLDER, 'docs.html'));
  });
  const errors = errorPage();
  router.get(ERRORS_PATH, (_request, response) => {
    response.type('html').set('Cache-Control', `public, max-age=${CACHE_SECONDS}`).send(errors);
  });
  for (const file of SWAGGER_FILES) {
    router.get(`/docs/${file}`, (_request, response) => {
      response.sendFile(join(SWAGGER_FOLDER, file), { maxAge: CACHE_SECONDS * 1000 });
    });
  }
  router.use(express.static(WEB_FOLDER, { index: 'index.html', redirect: false }));
  return router;
}
