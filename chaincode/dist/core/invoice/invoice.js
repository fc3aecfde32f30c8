"use strict";
/**
 * The shapes of an invoice as they travel and are stored: JSON whose money is yuan in text
 * ("1234.50"), whose rates are fractions in text ("0.13") and whose quantities and unit prices are
 * decimals of up to 13 places. Field names are fixed; `docs/receipt-format.md` lists them.
 */
Object.defineProperty(exports, "__esModule", { value: true });
exports.ATTESTATION_KIND = void 0;
exports.ATTESTATION_KIND = 'fapiao-ledger/attestation/1';
//# sourceMappingURL=invoice.js.map