"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.decode = decode;
exports.answer = answer;
const index_js_1 = require("../core/index.js");
/**
 * Reads a transaction's one argument. It must be canonical JSON, so that no two texts mean the same
 * request and no text can be read in two ways (duplicate keys, say, do not survive the comparison).
 *
 * @throws {ValidationError} JSON_INVALID, or every fault that `read` reports
 */
function decode(argument, read) {
    const value = parseCanonical(argument);
    const faults = new index_js_1.Faults();
    const reader = index_js_1.ObjectReader.of(value, '', faults);
    const result = reader === undefined ? undefined : read(reader);
    reader?.end();
    if (faults.list.length > 0)
        throw new index_js_1.ValidationError(faults.list);
    return result;
}
/**
 * Runs a transaction and returns its result as canonical JSON. Of a thrown error only the message
 * leaves a chaincode, so a coded error leaves as JSON with its code and faults.
 */
async function answer(run) {
    try {
        return (0, index_js_1.canonicalJson)(await run());
    }
    catch (error) {
        if (error instanceof index_js_1.FapiaoError)
            throw new Error(encodeError(error));
        throw error;
    }
}
function encodeError(error) {
    const { code, message } = error;
    return JSON.stringify(error instanceof index_js_1.ValidationError ? { code, message, faults: error.faults } : { code, message });
}
function parseCanonical(text) {
    let value;
    try {
        value = JSON.parse(text);
        if ((0, index_js_1.canonicalJson)(value) === text)
            return value;
    }
    catch {
        throw invalidJson('the argument is not JSON of text, whole numbers, arrays and objects');
    }
    throw invalidJson('the argument is not canonical JSON (RFC 8785)');
}
function invalidJson(message) {
    return new index_js_1.ValidationError([{ code: 'JSON_INVALID', path: '', message }]);
}
//# sourceMappingURL=wire.js.map