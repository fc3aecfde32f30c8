import { defineConfig } from 'vitest/config';

/** `npm run test:fabric`: everything that needs Fabric's programs, on one network started for all of it. */
export default defineConfig({
  test: {
    include: ['test/fabric/**/*.fabric.ts'],
    globalSetup: ['test/fabric/global-setup.ts'],
    // They share one network, and some of them kill parts of it.
    fileParallelism: false,
    testTimeout: 180_000,
    hookTimeout: 180_000,
  },
});
