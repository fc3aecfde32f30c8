import { join } from 'node:path';
import { custodyPlace } from '../support/custody.ts';
import { TestGateway } from '../support/gateway.ts';

/** Returns the OpenAPI document, as text, of a gateway that serves every route: one with a read model and a custodian. */
export async function openApiDocument(): Promise<string> {
  const place = custodyPlace();
  const gateway = await TestGateway.bare({ readModel: join(place.root, 'read-model.db'), custodian: place });
  try {
    return JSON.stringify((await gateway.anonymous<object>('GET', '/openapi.json')).body);
  } finally {
    await gateway.close();
    place.remove();
  }
}
