"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.isSalt = isSalt;
exports.nameCommitment = nameCommitment;
const canonical_js_1 = require("../json/canonical.js");
const digest_js_1 = require("./digest.js");
const SALT = /^[0-9a-f]{32,64}$/;
function isSalt(text) {
    return SALT.test(text);
}
/** What the ledger stores in place of a person's name. */
function nameCommitment(opening) {
    return (0, digest_js_1.domainDigest)('buyer-name', (0, canonical_js_1.canonicalJson)({ name: opening.name, salt: opening.salt }));
}
//# sourceMappingURL=opening.js.map