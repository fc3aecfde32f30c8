import { type PlainPhrase, phrase } from './words/phrase.js';

/** Commander's messages, and the same in this project's words. `$1` is what the pattern's first group found. */
const MESSAGES: readonly (readonly [RegExp, PlainPhrase])[] = [
  [/^command-argument value ('.*') is invalid for argument '(.*)'\. /, '$1 is not a valid <$2>: '],
  [/^option ('.*') argument ('.*') is invalid\. /, 'option $1: $2 is not valid: '],
  [/Allowed choices are (.*)\.$/, 'one of $1 is expected'],
  [/^unknown command ('[^']*')/, 'unknown command $1'],
  [/^unknown option ('[^']*')/, 'unknown option $1'],
  [/\n\(Did you mean (.*)\?\)$/, ': did you mean $1?'],
  [/^missing required argument '(.*)'$/, 'the argument <$1> is missing'],
  [/^option ('.*') argument missing$/, 'option $1 needs a value'],
  [/^required option ('.*') not specified$/, 'option $1 is required'],
  [/^option ('.*') cannot be used with option ('.*')$/, 'options $1 and $2 exclude each other'],
  [
    /^too many arguments(?: for '.*')?\. Expected ([0-9]+) arguments? but got ([0-9]+)(?:: .*)?\.$/,
    'too many arguments: $1 expected, $2 given',
  ],
  [/^\(outputHelp\)$/, 'a command is missing: see --help'],
];

/** Returns what is wrong with a command line: "'12' is not a valid <number>: an invoice number has 20 digits". */
export function usageDetail(message: string): string {
  return MESSAGES.reduce(
    (text, [pattern, words]) => text.replace(pattern, phrase(words)),
    message.replace(/^error: /, ''),
  );
}
