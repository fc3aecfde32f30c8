import { randomInt } from 'node:crypto';
import { afterAll, beforeAll, describe, inject, test } from 'vitest';
import { BrowserWithCamera } from '../portal/story/camera.ts';
import { castAt } from '../portal/story/cast.ts';
import { tellStory } from '../portal/story/story.ts';
import { CHROMIUM } from '../support/chromium.ts';
import { NetworkGateway } from './gateways.ts';

const network = inject('fabricHome') ?? '';
const missing = inject('fabricMissing') + (CHROMIUM === undefined ? ' (needs chromium)' : '');

describe.skipIf(missing !== '')(`the story across people on Fabric${missing}`, () => {
  let gateway: NetworkGateway;
  let camera: BrowserWithCamera;

  beforeAll(async () => {
    [camera, gateway] = await Promise.all([
      BrowserWithCamera.open(),
      NetworkGateway.start(network, 'fabric-gateway'),
    ]);
  });
  afterAll(async () => {
    await camera.close();
    await gateway.close();
  });

  test('runs from the issue to the booking and the red letter', async () => {
    const place = { url: await gateway.url(), home: gateway.home };
    // Other tests have registered taxpayers on the same network.
    const cast = await castAt(place, randomInt(10, 9_000) * 10);
    await tellStory({ place, cast, camera, language: 'zh-CN' });
  });
});
