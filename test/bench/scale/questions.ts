import type { MerchantClient } from '../../support/merchant-client.ts';
import { realisticDrafts } from '../../support/realistic-drafts.ts';
import type { IssuingLedger } from '../issuing-ledger.ts';
import { type BenchRow, row } from '../row.ts';
import { median, timed } from '../timing.ts';

const ROUNDS = 20;
/** A question that takes long is asked less often. */
const MS_MAX = 3_000;
const TOO_BROAD = 'QUERY_TOO_BROAD';

interface Summary {
  readonly number: string;
  readonly date: string;
}

/** Every kind of question that the bureau may ask lists and statistics, over HTTP. */
export async function askedRows(
  officer: MerchantClient,
  ledger: IssuingLedger,
): Promise<readonly BenchRow[]> {
  const { body } = await officer.get<{ invoices: readonly [Summary] }>('/v1/bureau/invoices');
  const rows: BenchRow[] = [];
  for (const [name, path] of Object.entries(questionsAbout(ledger, body.invoices[0]))) {
    rows.push(...(await answersTo(officer, name, path)));
  }
  return rows;
}

function questionsAbout(
  { sellers, company }: IssuingLedger,
  { number, date }: Summary,
): Readonly<Record<string, string>> {
  const seller = sellers[0]?.code ?? '';
  const buyer = realisticDrafts(1)[0]?.buyer;
  const code = buyer?.type === 'ENTERPRISE' ? buyer.code : '';
  const lists = {
    'newest 50': '',
    'one number': `number=${number}`,
    'of a seller': `seller=${seller}`,
    'of a buyer': `buyer=${code}`,
    'of a holder': `holder=${code}`,
    'claimed by a company': `company=${company}`,
    'of one day': `dateFrom=${date}&dateTo=${date}`,
    'of another day': 'dateFrom=2026-01-01&dateTo=2026-01-01',
    'of an amount': 'amountFrom=10000.00&amountTo=10100.00',
    'above every amount': 'amountFrom=99999999.00',
    redeemed: 'state=REDEEMED',
    'frozen, none': 'state=FROZEN',
    'of a county': `region=${seller.slice(2, 8)}`,
    'of a city and a rate': `region=${seller.slice(2, 6)}&rate=0.13`,
    'of a province': `region=${seller.slice(2, 4)}`,
    'of a province with none': 'region=65',
    'of a rate': 'rate=0.06',
    'special ones of a seller': `seller=${seller}&type=SPECIAL`,
  };
  const sums = {
    'of all': '',
    'by month and province': 'by=month,province',
    'by city': 'by=city',
    'by county and rate': 'by=county,rate',
    'by taxpayer and rate': 'by=taxpayer,rate&limit=1000',
    'by month of a seller': `by=month&seller=${seller}`,
    'by rate of a province': `by=rate&region=${seller.slice(2, 4)}`,
  };
  return Object.fromEntries([
    ...Object.entries(lists).map(([name, query]) => [`list, ${name}`, `/v1/bureau/invoices?${query}`]),
    ...Object.entries(sums).map(([name, query]) => [`sums, ${name}`, `/v1/bureau/statistics?${query}`]),
  ]);
}

async function answersTo(officer: MerchantClient, name: string, path: string): Promise<readonly BenchRow[]> {
  const times: number[] = [];
  const end = performance.now() + MS_MAX;
  let refused = '';
  while (times.length < ROUNDS && (times.length === 0 || performance.now() < end)) {
    times.push(
      await timed(async () => {
        const { status, body } = await officer.get<{ code?: string }>(path);
        if (body.code === TOO_BROAD) refused = ', refused as too broad';
        else if (status !== 200) throw new Error(`${path}: the answer is ${status}: ${JSON.stringify(body)}`);
      }),
    );
  }
  return [
    row(`${name}${refused}, median`, median(times), 'ms'),
    row(`${name}${refused}, max`, Math.max(...times), 'ms'),
  ];
}
