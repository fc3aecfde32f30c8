import { problemOf } from '../problem.js';
import type { Shell } from '../shell.js';
import { phrase } from '../words/phrase.js';
import { problemText } from './problem-text.js';
import { paintFor } from './style.js';
import type { Page } from './table.js';
import { visibleJson, visiblePage } from './visible.js';

const WIDTH_MIN = 60;

/**
 * Output of a command. The result is one JSON document with `--json`, else text for people. Notes are for people only
 * and go to standard error, so that standard output holds the result alone.
 */
export class Reporter {
  readonly isJson: boolean;
  readonly page: Page;
  readonly #shell: Pick<Shell, 'stdout' | 'stderr'>;
  readonly #errorPage: Page;

  constructor(shell: Pick<Shell, 'stdout' | 'stderr'>, isJson: boolean) {
    const { stdout, stderr } = shell;
    this.isJson = isJson;
    this.page = pageOf(stdout);
    this.#errorPage = pageOf(stderr);
    this.#shell = shell;
  }

  /** Writes the result. A command that succeeds or reaches a verdict of its own calls it once. */
  result(document: unknown, text: (page: Page) => string): void {
    const { stdout } = this.#shell;
    if (this.isJson) stdout.write(`${visibleJson(document)}\n`);
    else say(stdout, text(this.page));
  }

  note(text: string): void {
    if (!this.isJson) say(this.#shell.stderr, this.#errorPage.paint('dim', text));
  }

  /** Writes to standard error what the user is about to sign, for people only. */
  show(text: (page: Page) => string): void {
    if (!this.isJson) say(this.#shell.stderr, text(this.#errorPage));
  }

  warn(text: string): void {
    if (!this.isJson)
      say(this.#shell.stderr, this.#errorPage.paint('yellow', phrase('warning: {text}', { text })));
  }

  /** Writes a warning in every mode, such as that a gateway made a false statement. */
  alarm(text: string): void {
    say(this.#shell.stderr, this.#errorPage.paint('red', phrase('warning: {text}', { text })));
  }

  /** Writes the error that ended a command. */
  problem(error: unknown): void {
    const problem = problemOf(error);
    if (this.isJson) {
      this.#shell.stdout.write(`${visibleJson(problem)}\n`);
    } else {
      // The user already has the request id: it was noted before anything was sent.
      const { requestId: _told, ...news } = problem;
      say(this.#shell.stderr, problemText(news, this.#errorPage));
    }
  }
}

/** Writes text to a terminal. All text passes here, so that control characters are made visible. */
function say(stream: NodeJS.WriteStream, text: string): void {
  stream.write(`${visiblePage(text, stream.isTTY)}\n`);
}

function pageOf(stream: NodeJS.WriteStream): Page {
  return { width: stream.isTTY ? Math.max(stream.columns, WIDTH_MIN) : undefined, paint: paintFor(stream) };
}
