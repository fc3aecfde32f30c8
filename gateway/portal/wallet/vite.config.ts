import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { bundleOf } from '../vite.shared.ts';
import { walletWorker } from '../wallet-worker.ts';

/** Sources of which only what is used goes into the bundle. */
const WITHOUT_EFFECTS = /\/(chaincode\/core|gateway\/client|gateway\/portal\/shared)\//;

const { resolve, build, ...common } = bundleOf('wallet', {
  // The parts are few, and small: the helper that loads them ahead would be larger than what it saves.
  modulePreload: false,
  rolldownOptions: { treeshake: { moduleSideEffects: (id) => !WITHOUT_EFFECTS.test(id) } },
});

/** The check page and the phone wallet: one page at the root, whose parts are loaded when they are opened. */
export default defineConfig({
  ...common,
  build: { ...build },
  resolve: {
    alias: [
      ...(Array.isArray(resolve?.alias) ? resolve.alias : []),
      {
        find: /^@fapiao-ledger\/client\/errors\/(en|zh-cn)$/,
        replacement: `${fileURLToPath(new URL('../../client/errors', import.meta.url))}/$1.ts`,
      },
    ],
  },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  plugins: [walletWorker()],
});
