import { LANGUAGES, type Language } from '@fapiao-ledger/client/errors';
import type { Shell } from '../shell.js';

/** Language of this run. A process speaks one language, like a locale. */
let spoken: Language = 'en';

export function language(): Language {
  return spoken;
}

/** Sets the language of this run. Each run does it once, before it shows the first text. */
export function speak(chosen: Language): void {
  spoken = chosen;
}

/**
 * Returns the language that `--lang` names, else that of the locale (POSIX: LC_ALL, LC_MESSAGES, LANG). The command line
 * is searched before it is parsed, because its help and its errors are in that language, too.
 */
export function languageOf(argv: readonly string[], env: Shell['env']): Language {
  const index = argv.indexOf('--lang');
  const inOneWord = argv.find((word) => word.startsWith('--lang='))?.slice('--lang='.length);
  const named = index < 0 ? inOneWord : argv[index + 1];
  return LANGUAGES.find((each) => each === named) ?? languageOfLocale(env);
}

function languageOfLocale({ LC_ALL, LC_MESSAGES, LANG }: Shell['env']): Language {
  const locale = [LC_ALL, LC_MESSAGES, LANG].find((each) => each !== undefined && each !== '') ?? '';
  return /^zh\b|^zh_/i.test(locale) ? 'zh-CN' : 'en';
}
