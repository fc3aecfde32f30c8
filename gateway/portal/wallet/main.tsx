import { render } from 'preact';
import { App } from './app.tsx';
import { languageAtStart } from './settings.ts';
import { checkWordsIn } from './words/check/index.ts';

const language = languageAtStart();
const words = await checkWordsIn(language);
render(<App first={{ language, words }} />, document.getElementById('app') as HTMLElement);
await navigator.serviceWorker?.register('/wallet-worker.js').catch(() => {
  // A browser that denies storage has no worker either; the pages work online all the same.
});
