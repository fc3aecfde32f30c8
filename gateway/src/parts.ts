import type { LedgerHome } from '@fapiao-ledger/network/home';
import { Statements } from './access/statements.js';
import { Bureau } from './bureau/bureau.js';
import { Enrolment } from './bureau/enrolment.js';
import type { Limits } from './config.js';
import type { Custodian } from './custodian/custodian.js';
import { EventStreams } from './events/event-streams.js';
import { EventReader } from './events/ledger-events.js';
import { InvoiceActs } from './invoices/invoice-acts.js';
import { InvoiceReader } from './invoices/invoice-reader.js';
import { DraftThreads } from './issuing/draft-threads.js';
import { EarlyJudge } from './issuing/early-judge.js';
import { Issuer } from './issuing/issuer.js';
import { Lanes } from './issuing/lanes.js';
import { PageCollector } from './issuing/page-collector.js';
import { PageWriter } from './issuing/page-writer.js';
import { Payments } from './issuing/payments.js';
import { RedLetters } from './issuing/red-letters.js';
import { SellerTrust } from './issuing/seller-trust.js';
import { Contract } from './ledger/contract.js';
import { Heights } from './ledger/heights.js';
import { LedgerFacts } from './ledger/ledger-facts.js';
import type { Metrics } from './metrics.js';
import { Lists, type RunningReadModel } from './read-model/index.js';
import { ReceiptThreads } from './receipt-threads/receipt-threads.js';
import { Returns } from './returns/returns.js';
import type { LedgerStream } from './stream/ledger-stream.js';

/** Attempts of a transaction that conflicts with others, before the caller gets LEDGER_CONFLICT. */
const ATTEMPTS_MAX = 10;

interface Surroundings {
  readonly home: LedgerHome;
  readonly limits: Limits;
  readonly metrics: Metrics;
  readonly stream: LedgerStream;
  readonly readModel: RunningReadModel | undefined;
  readonly custodian: Custodian | undefined;
}

export type Parts = ReturnType<typeof createParts>;

/** Returns the parts behind the routes, each made from those above it. */
export function createParts({ home, limits, metrics, stream, readModel, custodian }: Surroundings) {
  const { client, ledger, reader, operator, now, trust } = home;
  const settlement = { attemptsMax: ATTEMPTS_MAX, outcomeTimeoutMs: limits.outcomeTimeoutMs };
  const contract = new Contract(client, { reader, writer: operator, party: 'taxpayers' }, settlement);
  const bureauVoice = { reader, writer: home.bureau, party: 'the tax bureau' } as const;
  const bureauContract = new Contract(client, bureauVoice, settlement);
  const facts = new LedgerFacts(contract, stream);
  const heights = new Heights(client);
  const statements = new Statements({ ledger, facts, custodian, now });
  const enrolment = new Enrolment(home.taxpayerAuthorities, home.bureauAuthority);
  const bureau = new Bureau({ contract: bureauContract, facts, enrolment, statements });

  const invoices = new InvoiceReader(contract, heights, now, home.hasOnePeer === true ? stream : undefined);
  const acts = new InvoiceActs(invoices, client);
  const receipts = new ReceiptThreads(invoices, operator, trust);
  const lists = readModel && new Lists(readModel, client, now);
  const eventReader = new EventReader(async (number) => (await invoices.view(number)).invoice);
  const events = new EventStreams(stream, eventReader, { lists });
  const returns = readModel && new Returns({ readModel, contract, facts, now });

  const drafts = new DraftThreads();
  const judge = new EarlyJudge(facts, drafts, now);
  const lanes = new Lanes(contract, new PageWriter(contract, ledger, metrics.pages), limits, now);
  const pages = new PageCollector(lanes);
  const redLetters = new RedLetters(contract, invoices, lanes);
  const issuer = new Issuer({ contract, judge, trust: new SellerTrust(), lanes, pages });
  const payments = new Payments({ contract, facts, issuer, lanes, ledger, now });

  return {
    ...{ contract, bureauContract, facts, heights, statements, enrolment, bureau, custodian },
    ...{ invoices, acts, receipts, events, lists, returns, drafts, issuer, redLetters, payments },
    ...{ operator, now, trust },
    /** Ends the threads of receipts and drafts. */
    close: async (): Promise<void> => void (await Promise.all([receipts.close(), drafts.close()])),
  };
}
