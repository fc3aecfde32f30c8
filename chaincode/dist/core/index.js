"use strict";
var __createBinding = (this && this.__createBinding) || (Object.create ? (function(o, m, k, k2) {
    if (k2 === undefined) k2 = k;
    var desc = Object.getOwnPropertyDescriptor(m, k);
    if (!desc || ("get" in desc ? !m.__esModule : desc.writable || desc.configurable)) {
      desc = { enumerable: true, get: function() { return m[k]; } };
    }
    Object.defineProperty(o, k2, desc);
}) : (function(o, m, k, k2) {
    if (k2 === undefined) k2 = k;
    o[k2] = m[k];
}));
var __exportStar = (this && this.__exportStar) || function(m, exports) {
    for (var p in m) if (p !== "default" && !Object.prototype.hasOwnProperty.call(exports, p)) __createBinding(exports, m, p);
};
Object.defineProperty(exports, "__esModule", { value: true });
__exportStar(require("./commitment/digest.js"), exports);
__exportStar(require("./commitment/opening.js"), exports);
__exportStar(require("./commitment/statement.js"), exports);
__exportStar(require("./errors.js"), exports);
__exportStar(require("./invoice/complete.js"), exports);
__exportStar(require("./invoice/draft.js"), exports);
__exportStar(require("./invoice/invoice.js"), exports);
__exportStar(require("./invoice/issue.js"), exports);
__exportStar(require("./invoice/lifecycle.js"), exports);
__exportStar(require("./invoice/number.js"), exports);
__exportStar(require("./invoice/page.js"), exports);
__exportStar(require("./invoice/parse-draft.js"), exports);
__exportStar(require("./json/canonical.js"), exports);
__exportStar(require("./json/document-reader.js"), exports);
__exportStar(require("./json/strict.js"), exports);
__exportStar(require("./json/text.js"), exports);
__exportStar(require("./money/capitals.js"), exports);
__exportStar(require("./money/decimal.js"), exports);
__exportStar(require("./money/money.js"), exports);
__exportStar(require("./money/rate.js"), exports);
__exportStar(require("./money/rounding.js"), exports);
__exportStar(require("./ports.js"), exports);
__exportStar(require("./tax/calculate.js"), exports);
__exportStar(require("./tax/judge.js"), exports);
__exportStar(require("./tax/parse-rule-set.js"), exports);
__exportStar(require("./tax/rule-set.js"), exports);
__exportStar(require("./tax/rules.js"), exports);
__exportStar(require("./tax/tables/2026-01-01.js"), exports);
__exportStar(require("./taxpayer/credit-code.js"), exports);
__exportStar(require("./taxpayer/lane.js"), exports);
__exportStar(require("./taxpayer/numbers.js"), exports);
__exportStar(require("./taxpayer/policy.js"), exports);
__exportStar(require("./taxpayer/taxpayer.js"), exports);
__exportStar(require("./time.js"), exports);
//# sourceMappingURL=index.js.map