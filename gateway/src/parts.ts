import { Statements } from './access/statements.js';
import { Bureau } from './bureau/bureau.js';
import { Enrolment } from './bureau/enrolment.js';
import type { Limits } from './config.js';
import type { Custodian } from './custodian/custodian.js';
import { EventStreams } from './events/event-streams.js';
import { EventReader } from './events/ledger-events.js';
import type { Route } from './http/route.js';
import { allowanceRoutes } from './http/routes/allowances.js';
import { changeRoutes } from './http/routes/changes.js';
import { custodianRoutes } from './http/routes/custodian.js';
import { eventRoutes } from './http/routes/events.js';
import { custodyRoutes } from './http/routes/freeze.js';
import { invoiceRoutes } from './http/routes/invoices.js';
import { issueRoutes } from './http/routes/issuing.js';
import { listRoutes } from './http/routes/lists.js';
import { networkRoutes } from './http/routes/network.js';
import { officerRoutes } from './http/routes/officers.js';
import { registryRoutes } from './http/routes/registry.js';
import { requestRoutes } from './http/routes/requests.js';
import { taxpayerRoutes } from './http/routes/taxpayers.js';
import { verifyRoutes } from './http/routes/verify.js';
import { Invoices } from './invoices/invoice-reader.js';
import { DraftDesk } from './issuing/draft-threads.js';
import { EarlyJudge } from './issuing/early-judge.js';
import { Issuer, issuePageOn } from './issuing/issuer.js';
import { Lanes } from './issuing/lanes.js';
import { PageCollector } from './issuing/page-collector.js';
import { Contract } from './ledger/contract.js';
import { Heights } from './ledger/heights.js';
import { LedgerFacts } from './ledger/ledger-facts.js';
import type { LedgerHome } from './ledger/ledger-home.js';
import type { Metrics } from './metrics.js';
import type { RunningReadModel } from './read-model/index.js';
import { Lists } from './read-model/lists.js';
import { Receipts } from './receipt-threads/receipt-threads.js';
import type { BlockFeed } from './stream/ledger-stream.js';

/** Transactions that may lose against others before a caller is told of the conflict. */
const ATTEMPTS_MAX = 10;

interface Surroundings {
  readonly home: LedgerHome;
  readonly limits: Limits;
  readonly metrics: Metrics;
  readonly feed: BlockFeed;
  readonly readModel: RunningReadModel | undefined;
  readonly custodian: Custodian | undefined;
}

interface Services {
  readonly facts: LedgerFacts;
  readonly routes: readonly Route[];
  readonly events: EventStreams;
  /** Ends the threads that receipts and drafts have. */
  readonly close: () => Promise<void>;
}

/** Everything behind the routes, put together, and the routes. */
export function createServices({
  home,
  limits,
  metrics,
  feed,
  readModel,
  custodian,
}: Surroundings): Services {
  const settlement = { attemptsMax: ATTEMPTS_MAX, outcomeTimeoutMs: limits.outcomeTimeoutMs };
  const { reader, operator, bureau: relay, ledger } = home;
  const contract = new Contract(home.client, { reader, writer: operator, party: 'taxpayers' }, settlement);
  const facts = new LedgerFacts(contract, feed);
  const heights = new Heights(home.client);
  const invoices = new Invoices(contract, heights, home.now, home.hasOnePeer === true ? feed : undefined);
  const receipts = new Receipts(invoices, operator, home.trust);
  const events = new EventStreams({
    client: home.client,
    feed,
    reader: new EventReader(async (number) => (await invoices.view(number)).invoice),
  });
  const desk = new DraftDesk();
  const lanes = new Lanes(contract, limits, home.now);
  const issuer = new Issuer({
    contract,
    judge: new EarlyJudge(facts, desk, home.now),
    lanes,
    pages: new PageCollector(async (key, requests) => {
      metrics.pages.observe(requests.reduce((sum, { drafts }) => sum + drafts.count, 0));
      return await lanes.spend(key, requests, () => issuePageOn(contract, ledger, key, requests));
    }),
  });
  const statements = new Statements({ ledger, facts, custodian, now: home.now });
  const enrolment = new Enrolment(home.taxpayerAuthorities, home.bureauAuthority);
  const bureauContract = new Contract(
    home.client,
    { reader, writer: relay, party: 'the tax bureau' },
    settlement,
  );
  const bureau = new Bureau({
    contract: bureauContract,
    facts,
    enrolment,
    statements,
  });
  const routes = [
    ...issueRoutes(issuer, statements, desk),
    ...invoiceRoutes(invoices, receipts, heights),
    ...changeRoutes(contract, invoices, statements),
    ...requestRoutes({
      facts,
      statements,
      now: home.now,
      contractOf: ({ role }) => (role === 'officer' ? bureauContract : contract),
    }),
    ...eventRoutes(events),
    ...verifyRoutes(invoices, receipts, heights, home.now),
    ...networkRoutes(home.trust),
    ...taxpayerRoutes(contract, heights),
    ...(custodian === undefined || operator === undefined
      ? []
      : custodianRoutes({ custodian, enrolment, facts, mspId: operator.mspId })),
    ...(readModel === undefined ? [] : listRoutes(new Lists(readModel, home.client, home.now))),
    ...officerRoutes(bureau),
    ...registryRoutes(bureau),
    ...allowanceRoutes(bureau),
    ...custodyRoutes(bureau, invoices, contract),
  ];
  const close = async (): Promise<void> => void (await Promise.all([receipts.close(), desk.close()]));
  return { facts, routes, events, close };
}
