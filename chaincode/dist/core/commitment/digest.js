"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.utf8 = utf8;
exports.sha256Hex = sha256Hex;
exports.domainDigest = domainDigest;
const sha2_js_1 = require("@noble/hashes/sha2.js");
const utils_js_1 = require("@noble/hashes/utils.js");
/** UTF-8 bytes of text. */
function utf8(text) {
    return (0, utils_js_1.utf8ToBytes)(text);
}
/** SHA-256 in lower-case hex. Meant for inputs up to about a kilobyte, and for code that runs anywhere. */
function sha256Hex(input) {
    return (0, utils_js_1.bytesToHex)((0, sha2_js_1.sha256)(typeof input === 'string' ? (0, utils_js_1.utf8ToBytes)(input) : input));
}
/** SHA-256 over a domain line and a text: the same text never has the same digest in two roles. */
function domainDigest(domain, text) {
    return sha256Hex(`fapiao-ledger/${domain}/1\n${text}`);
}
//# sourceMappingURL=digest.js.map