import { BureauContract } from './bureau-contract.js';
import { InvoiceContract } from './invoice-contract.js';
import { TaxpayerContract } from './taxpayer-contract.js';

export { setEndorserClock } from './endorser-clock.js';
export { serializers } from './serializers.js';

/** The contracts of the chaincode, which a peer loads. */
export const contracts = [BureauContract, InvoiceContract, TaxpayerContract];
