import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { identityFileText } from '@fapiao-ledger/pki';
import type { Page } from 'playwright-core';
import { CHROMIUM, openBrowser } from '../support/chromium.ts';
import { draftOf, enterprise } from '../support/drafts.ts';
import { MerchantClient } from '../support/merchant-client.ts';
import { preparedSeller } from '../support/prepared-seller.ts';
import { startGateway } from '../support/started-gateway.ts';
import { type Bench, type BenchRow, row, Unmeasurable } from './row.ts';
import { median, quantile } from './timing.ts';

const INVOICES = 100_000;
const PAGE = 500;
/** Requests under way in one bulk request of the preparation. */
const LINES = 20;
const ROUNDS = 20;
/** A person takes an answer within this time for immediate. */
const AIM = { of: 'value', is: '<', bound: 100 } as const;

/** Lists of 100,000 invoices on the desk, in Chromium: from the event of the person until the rows are painted, gateway included. */
export const benchDesk: Bench = async () => {
  if (CHROMIUM === undefined) throw new Unmeasurable('the benchmark desk needs chromium');
  const home = mkdtempSync(join(tmpdir(), 'fapiao-bench-'));
  const gateway = await startGateway(home);
  const browser = await openBrowser();
  try {
    const credential = await preparedSeller(gateway.url, home);
    await issueAll(new MerchantClient(gateway.url, 'fapiao', credential));
    const page = await browser.newPage({ locale: 'en-US', viewport: { width: 1440, height: 900 } });
    await page.goto(`${gateway.url}/desk/`);
    const file = { version: 1, mspId: 'PlatformMSP', role: 'taxpayer', ...credential } as const;
    const buffer = Buffer.from(identityFileText(file));
    await page.setInputFiles('input[type=file]', { name: 'i.json', mimeType: 'application/json', buffer });
    await page.getByRole('button', { name: credential.code }).click();
    await page.waitForSelector('nav');
    return await measured(page);
  } finally {
    await browser.close();
    await gateway.stop('SIGTERM');
    rmSync(home, { recursive: true });
  }
};

async function issueAll(client: MerchantClient): Promise<void> {
  await client.terms();
  let issued = 0;
  while (issued < INVOICES) {
    const lines = Array.from({ length: LINES }, (_, line) => {
      const first = issued + line * PAGE;
      return client.bulkLine(
        Array.from({ length: PAGE }, (_each, at) => draftNumber(client.code, first + at)),
      );
    });
    const answers = await client.bulk(lines.join('\n'));
    const failed = answers.find(({ problem }) => problem);
    if (failed !== undefined) throw new Error(`not issued: ${JSON.stringify(failed)}`);
    issued += LINES * PAGE;
  }
}

function draftNumber(seller: string, index: number): ReturnType<typeof draftOf> {
  return draftOf(seller, enterprise(seller), { ref: `DD-${String(index).padStart(6, '0')}` });
}

/** An interaction: what is done in the page in a round, as an expression of a script. */
type Interaction = (round: number) => string;

const enter = (label: string, text: string): string =>
  `enter(${JSON.stringify(label)}, ${JSON.stringify(text)})`;

const INTERACTIONS: Readonly<Record<string, Interaction>> = {
  'an own id, of one invoice': (round) => enter('Own id', `DD-${String(round * 4_999).padStart(6, '0')}`),
  'a part of an own id, of 1,000': (round) => enter('Name or own id has', `DD-0${round}`),
  'the next page by scrolling': () => `document.querySelector('.frame').scrollTo(0, 1e9)`,
  'a column hidden or shown': () => `document.querySelector('.columns .checkbox input').click()`,
};

/** Whether a column or a filter is in question, the rows before it are those of the whole list. */
async function measured(page: Page): Promise<readonly BenchRow[]> {
  const rows: BenchRow[] = [];
  for (const [name, interaction] of Object.entries(INTERACTIONS)) {
    await page.evaluate("location.hash = '/invoices'");
    await page.waitForSelector('table.data a');
    await page.evaluate(SCRIPT);
    if (name.startsWith('a column')) await page.getByRole('button', { name: 'Columns' }).click();
    const times: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1)
      times.push(await page.evaluate<number>(`untilPainted(() => ${interaction(round)})`));
    rows.push(
      row(`desk/${name}, median`, median(times), 'ms', { aim: AIM }),
      row(`desk/${name}, p95`, quantile(times, 0.95), 'ms'),
    );
  }
  return rows;
}

/** Enters as a person does, and waits until the rows are others, none is on its way, and the browser has painted them. */
const SCRIPT = `
globalThis.enter = (label, text) => {
  const field = [...document.querySelectorAll('.filters label')]
    .find(({ textContent }) => textContent.toLowerCase() === label.toLowerCase());
  const input = document.getElementById(field.htmlFor);
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(input, text);
  input.dispatchEvent(new Event('input', { bubbles: true }));
};
globalThis.rowsShown = () => {
  const table = document.querySelector('table.data');
  return table === null || table.getAttribute('aria-busy') === 'true'
    ? undefined
    : table.getAttribute('aria-rowcount') + table.querySelector('tbody').textContent + table.querySelector('thead').textContent;
};
globalThis.untilPainted = (act) => new Promise((resolve) => {
  const before = rowsShown();
  const start = performance.now();
  const observer = new MutationObserver(() => {
    const after = rowsShown();
    if (after === undefined || after === before) return;
    observer.disconnect();
    requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - start)));
  });
  observer.observe(document.querySelector('main'), { subtree: true, childList: true, attributes: true, characterData: true });
  act();
});`;
