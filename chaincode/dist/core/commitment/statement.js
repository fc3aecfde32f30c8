"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.statementBytes = statementBytes;
exports.statementText = statementText;
exports.isRequestId = isRequestId;
const canonical_js_1 = require("../json/canonical.js");
const digest_js_1 = require("./digest.js");
const DOMAIN = 'fapiao-ledger/statement/1\n';
/** The bytes to sign: ECDSA P-256 with SHA-256, DER, low-S. */
function statementBytes(statement) {
    return (0, digest_js_1.utf8)(statementText(statement));
}
function statementText(statement) {
    const { channel, operation, actor, requestId, body } = statement;
    return DOMAIN + (0, canonical_js_1.canonicalJson)({ channel, operation, actor, requestId, body });
}
const REQUEST_ID = /^[A-Za-z0-9._:-]{8,64}$/;
function isRequestId(text) {
    return REQUEST_ID.test(text);
}
//# sourceMappingURL=statement.js.map