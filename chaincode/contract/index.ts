import { BureauContract } from './bureau-contract.js';
import { InvoiceContract } from './invoice-contract.js';

export { setEndorserClock } from './endorser-clock.js';
export { serializers } from './serializers.js';

/** What a peer loads: the chaincode is these two contracts. */
export const contracts = [BureauContract, InvoiceContract];
