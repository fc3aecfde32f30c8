import optimizeLocales from '@react-aria/optimize-locales-plugin';
import react from '@vitejs/plugin-react';
import type { UserConfig } from 'vite';
import { bundleOf } from '../vite.shared.ts';

/** Libraries that every page of the desks needs are one file, which changes only with them. */
const LIBRARIES =
  /node_modules\/(react|react-dom|scheduler|react-aria|react-aria-components|react-stately|@react-\w+|@internationalized)\//;

/** The build of the desks. React Aria brings texts in 34 languages; two are kept. */
const config: UserConfig = {
  ...bundleOf('desk', {
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: 'libraries', test: LIBRARIES }] } } },
  }),
  base: '/desk/',
  plugins: [react(), { ...optimizeLocales.vite({ locales: ['en-US', 'zh-CN'] }), enforce: 'pre' }],
};

export default config;
