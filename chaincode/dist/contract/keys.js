"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.keys = void 0;
const index_js_1 = require("../core/index.js");
/** Every key of the world state. Parts never contain the separator: codes, numbers and names are checked. */
exports.keys = {
    policy: () => 'POLICY',
    taxpayer: (code) => `TAXPAYER~${code}`,
    /** How far the bureau has granted the numbers under a prefix. */
    prefix: (prefix) => `PREFIX~${prefix}`,
    /** Numbers granted to a seller and not allotted to a lane. */
    stock: (seller) => `STOCK~${seller}`,
    credit: (seller, month) => `CREDIT~${seller}~${month}`,
    lane: (seller, lane) => `LANE~${seller}~${lane}`,
    /** Mirrored, so that the first key at or after the mirror of a number is the page that may carry it. */
    page: (first) => `PAGE~${(0, index_js_1.mirroredNumber)(first)}`,
    /** Exists once something has happened to an invoice after its issue. */
    status: (number) => `STATUS~${number}`,
    request: (actor, requestId) => `REQUEST~${actor}~${requestId}`,
};
//# sourceMappingURL=keys.js.map