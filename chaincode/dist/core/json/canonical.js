"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.canonicalJson = canonicalJson;
const errors_js_1 = require("../errors.js");
const LONE_SURROGATE = /[\uD800-\uDFFF]/u;
/** Text without controls, quotes, backslashes and surrogates: copied as it stands, twice as fast. */
const PLAIN = /^[\u0020\u0021\u0023-\u005B\u005D-\uD7FF\uE000-\uFFFF]*$/;
/**
 * The one serialisation of a value (RFC 8785): keys sorted by UTF-16 code units, no white space. State, results,
 * events and signed statements all use it, so equal content has equal bytes on every endorser.
 *
 * @throws {InvariantError} on anything but `Json`: undefined, fractions, bigints, lone surrogates
 */
function canonicalJson(value) {
    if (typeof value === 'string')
        return canonicalString(value);
    if (Array.isArray(value))
        return canonicalArray(value);
    if (value === null || value === true || value === false)
        return String(value);
    if (typeof value === 'object')
        return canonicalObject(value);
    if (typeof value === 'number' && Number.isSafeInteger(value))
        return String(value);
    const what = typeof value === 'number' ? `the number ${value}` : typeof value;
    throw new errors_js_1.InvariantError(`canonical JSON cannot hold ${what}`);
}
function canonicalString(text) {
    if (PLAIN.test(text))
        return `"${text}"`;
    if (LONE_SURROGATE.test(text))
        throw new errors_js_1.InvariantError('canonical JSON cannot hold a lone surrogate');
    return JSON.stringify(text);
}
function canonicalArray(values) {
    let text = '[';
    for (let index = 0; index < values.length; index += 1) {
        text += (index === 0 ? '' : ',') + canonicalJson(values[index]);
    }
    return `${text}]`;
}
function canonicalObject(object) {
    let text = '{';
    let separator = '';
    for (const key of sortedKeys(object)) {
        text += `${separator}${canonicalString(key)}:${canonicalJson(object[key])}`;
        separator = ',';
    }
    return `${text}}`;
}
/** Keys by UTF-16 code units. A document that was canonical before is in order already. */
function sortedKeys(object) {
    const keys = Object.keys(object);
    for (let index = 1; index < keys.length; index += 1) {
        if (keys[index - 1] > keys[index])
            return keys.sort();
    }
    return keys;
}
//# sourceMappingURL=canonical.js.map