import { problemOf } from '../problem.js';
import type { Shell } from '../shell.js';
import { problemText } from './problem-text.js';
import { paintFor } from './style.js';
import type { Page } from './table.js';
import { visibleJson, visiblePage } from './visible.js';

const WIDTH_MIN = 60;

/**
 * What a command says. The result is one JSON document with `--json`, else text for people; notes are
 * for people only and go to standard error, so that standard output stays clean.
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

  /** Called once by each command that ends well or has its own verdict. */
  result(document: unknown, text: (page: Page) => string): void {
    const { stdout } = this.#shell;
    if (this.isJson) stdout.write(`${visibleJson(document)}\n`);
    else say(stdout, text(this.page));
  }

  note(text: string): void {
    if (!this.isJson) say(this.#shell.stderr, this.#errorPage.paint('dim', text));
  }

  warn(text: string): void {
    if (!this.isJson) say(this.#shell.stderr, this.#errorPage.paint('yellow', `warning: ${text}`));
  }

  /** What must not be missed, in every mode: a gateway has said what is not so. */
  alarm(text: string): void {
    say(this.#shell.stderr, this.#errorPage.paint('red', `warning: ${text}`));
  }

  /** The end of a command that failed. */
  problem(error: unknown): void {
    const problem = problemOf(error);
    if (this.isJson) {
      this.#shell.stdout.write(`${visibleJson(problem)}\n`);
    } else {
      // People were told the request id before anything was sent.
      const { requestId: _told, ...news } = problem;
      say(this.#shell.stderr, problemText(news, this.#errorPage));
    }
  }
}

/** The only way for text to a terminal. */
function say(stream: NodeJS.WriteStream, text: string): void {
  stream.write(`${visiblePage(text, stream.isTTY)}\n`);
}

function pageOf(stream: NodeJS.WriteStream): Page {
  return { width: stream.isTTY ? Math.max(stream.columns, WIDTH_MIN) : undefined, paint: paintFor(stream) };
}
