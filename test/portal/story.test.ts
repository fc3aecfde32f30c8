import { afterAll, beforeAll, describe, test } from 'vitest';
import { CHROMIUM } from '../support/chromium.ts';
import { temporaryFolder } from '../support/processes.ts';
import { type StartedGateway, startGateway } from '../support/started-gateway.ts';
import { BrowserWithCamera } from './story/camera.ts';
import { castAt, type StoryPlace } from './story/cast.ts';
import { tellStory } from './story/story.ts';

describe.skipIf(CHROMIUM === undefined)('a story across people in Chromium (needs chromium)', () => {
  let started: StartedGateway;
  let camera: BrowserWithCamera;
  let place: StoryPlace;

  beforeAll(async () => {
    const home = await temporaryFolder();
    [camera, started] = await Promise.all([BrowserWithCamera.open(), startGateway(home)]);
    place = { url: started.url, home };
  });
  afterAll(async () => {
    await camera.close();
    await started.stop('SIGTERM');
  });

  test('runs from the issue to the booking and the red letter', async () => {
    await tellStory({ place, cast: await castAt(place, 100), camera, language: 'zh-CN' });
  });

  // Once is enough to see that it works; the guides show it in both languages.
  test.runIf(process.env.SCREENSHOTS !== undefined)('runs in English too', async () => {
    await tellStory({ place, cast: await castAt(place, 200), camera, language: 'en' });
  });
});
