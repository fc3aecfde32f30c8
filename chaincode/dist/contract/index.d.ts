import { BureauContract } from './bureau-contract.js';
import { InvoiceContract } from './invoice-contract.js';
export { setEndorserClock } from './endorser-clock.js';
/** What a peer loads: the chaincode is these two contracts. */
export declare const contracts: (typeof BureauContract | typeof InvoiceContract)[];
