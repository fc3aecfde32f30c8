import type { Parts } from '../../parts.js';
import type { Route } from '../route.js';
import { actRoutes } from './acts.js';
import { allowanceRoutes } from './allowances.js';
import { changeRoutes } from './changes.js';
import { custodianRoutes } from './custodian.js';
import { eventRoutes } from './events.js';
import { freezeRoutes } from './freeze.js';
import { invoiceRoutes } from './invoices.js';
import { issuingRoutes } from './issuing.js';
import { keyRoutes } from './keys.js';
import { levyRoutes } from './levy.js';
import { listRoutes } from './lists.js';
import { mandateRoutes } from './mandates.js';
import { networkRoutes } from './network.js';
import { numbersAccountRoutes, numbersReturnRoutes } from './numbers.js';
import { officerRoutes } from './officers.js';
import { ownIdRoutes, strictRefsRoutes } from './own-ids.js';
import { paymentRoutes } from './payments.js';
import { providerRoutes } from './providers.js';
import { redLetterListRoutes } from './red-letter-lists.js';
import { redLetterRoutes } from './red-letters.js';
import { registryRoutes } from './registry.js';
import { requestRoutes } from './requests.js';
import { returnRoutes } from './returns.js';
import { publishedRulesRoutes, ruleSetRoutes } from './rule-sets.js';
import { taxpayerListRoutes } from './taxpayer-lists.js';
import { taxpayerRoutes } from './taxpayers.js';
import { verifyRoutes } from './verify.js';
import { watchRoutes } from './watch.js';

/** Returns every route of this gateway, in the order of the OpenAPI document. */
export function routesOf(parts: Parts): readonly Route[] {
  const { contract, bureauContract, facts, heights, statements, enrolment, bureau, custodian } = parts;
  const {
    invoices,
    acts,
    receipts,
    events,
    lists,
    returns,
    drafts,
    issuer,
    redLetters,
    payments,
    operator,
    now,
    trust,
  } = parts;
  return [
    ...issuingRoutes(issuer, statements, drafts),
    ...invoiceRoutes(invoices, receipts, heights),
    ...changeRoutes(contract, invoices, statements),
    ...redLetterRoutes({ redLetters, contract, invoices, heights, statements }),
    ...paymentRoutes({ payments, facts, heights, statements, drafts }),
    ...mandateRoutes(contract, heights, statements),
    ...requestRoutes({
      heights,
      facts,
      statements,
      now,
      contractOf: ({ role }) => (role === 'officer' ? bureauContract : contract),
    }),
    ...eventRoutes(events),
    ...verifyRoutes(invoices, receipts, heights, now),
    ...networkRoutes(trust),
    ...taxpayerRoutes(contract, heights),
    ...keyRoutes({ contract, facts, heights, statements }),
    ...levyRoutes(contract, statements),
    ...strictRefsRoutes(contract, statements),
    ...ruleSetRoutes(facts),
    ...(custodian && operator ? custodianRoutes({ custodian, enrolment, facts, mspId: operator.mspId }) : []),
    ...(lists
      ? [
          ...listRoutes(lists),
          ...publishedRulesRoutes(lists),
          ...ownIdRoutes(lists),
          ...redLetterListRoutes(lists),
          ...taxpayerListRoutes(lists),
          ...numbersAccountRoutes(contract, lists),
          ...watchRoutes(lists, facts, now),
        ]
      : []),
    ...(returns ? returnRoutes({ returns, contract, bureau, statements }) : []),
    ...officerRoutes(bureau, contract),
    ...providerRoutes(bureau),
    ...registryRoutes(bureau),
    ...allowanceRoutes(bureau),
    ...numbersReturnRoutes(bureau),
    ...freezeRoutes(bureau, invoices, contract),
    ...actRoutes(acts, heights),
  ];
}
