import { defineConfig } from 'vitest/config';

/** `npm run test:fabric`: everything that needs Fabric's programs, on one network started for all of it. */
export default defineConfig({
  test: {
    include: ['test/fabric/**/*.fabric.ts'],
    setupFiles: ['test/support/state-home.setup.ts'],
    globalSetup: ['test/fabric/global-setup.ts'],
    // They share one network, and some of them kill parts of it.
    fileParallelism: false,
    // Some play a whole demo, and a busy machine takes ten times as long for it as an idle one.
    testTimeout: 600_000,
    hookTimeout: 600_000,
  },
});
