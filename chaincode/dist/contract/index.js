"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.contracts = exports.setEndorserClock = void 0;
const bureau_contract_js_1 = require("./bureau-contract.js");
const invoice_contract_js_1 = require("./invoice-contract.js");
var endorser_clock_js_1 = require("./endorser-clock.js");
Object.defineProperty(exports, "setEndorserClock", { enumerable: true, get: function () { return endorser_clock_js_1.setEndorserClock; } });
/** What a peer loads: the chaincode is these two contracts. */
exports.contracts = [bureau_contract_js_1.BureauContract, invoice_contract_js_1.InvoiceContract];
//# sourceMappingURL=index.js.map