"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.taxpayerOf = taxpayerOf;
exports.registerTaxpayer = registerTaxpayer;
exports.amendTaxpayer = amendTaxpayer;
exports.readTaxpayer = readTaxpayer;
exports.readRegistration = readRegistration;
exports.readChange = readChange;
const index_js_1 = require("../../core/index.js");
const cryptography_js_1 = require("../cryptography.js");
const keys_js_1 = require("../keys.js");
const transaction_js_1 = require("../transaction.js");
const arguments_js_1 = require("./arguments.js");
/** @throws {DomainError} TAXPAYER_NOT_FOUND */
async function taxpayerOf(transaction, code) {
    const taxpayer = await transaction.state.get(keys_js_1.keys.taxpayer(code));
    if (taxpayer !== undefined)
        return taxpayer;
    throw new index_js_1.DomainError('TAXPAYER_NOT_FOUND', `${code} is not registered`);
}
/** @throws {DomainError} ROLE_REQUIRED, then TAXPAYER_EXISTS */
async function registerTaxpayer(transaction, taxpayer) {
    (0, transaction_js_1.requireOfficer)(transaction);
    const key = keys_js_1.keys.taxpayer(taxpayer.code);
    if ((await transaction.state.get(key)) !== undefined) {
        throw new index_js_1.DomainError('TAXPAYER_EXISTS', `${taxpayer.code} is registered already`);
    }
    await transaction.state.put(key, taxpayer);
    transaction.emit('TaxpayerRegistered', { code: taxpayer.code, kind: taxpayer.kind });
    return taxpayer;
}
/**
 * Suspends, reinstates, or changes what the bureau has decided about a taxpayer (T32).
 * @throws {DomainError} ROLE_REQUIRED, then TAXPAYER_NOT_FOUND
 */
async function amendTaxpayer(transaction, change) {
    (0, transaction_js_1.requireOfficer)(transaction);
    const taxpayer = { ...(await taxpayerOf(transaction, change.code)), ...change };
    await transaction.state.put(keys_js_1.keys.taxpayer(change.code), taxpayer);
    transaction.emit('TaxpayerAmended', { code: taxpayer.code, status: taxpayer.status });
    return taxpayer;
}
/** @throws {DomainError} NOT_A_PARTY, then TAXPAYER_NOT_FOUND */
async function readTaxpayer(transaction, code) {
    (0, transaction_js_1.requireReader)(transaction, [code]);
    return await taxpayerOf(transaction, code);
}
function readRegistration(reader) {
    const kind = (0, arguments_js_1.checked)(reader.oneOf('kind', ['GENERAL', 'SMALL_SCALE', 'PERSON']));
    const code = (0, arguments_js_1.participant)(reader, 'code');
    // A code or kind that is wrong in itself is a fault already, and is undefined here.
    if (code?.startsWith('P') === (kind !== 'PERSON')) {
        reader.fault('FIELD_VALUE', 'code', 'a person has a pseudonym, everybody else a credit code');
    }
    const name = kind === 'PERSON' ? undefined : reader.printable('name', index_js_1.TEXT_MAX.name);
    return {
        code,
        kind,
        status: 'ACTIVE',
        mspId: (0, arguments_js_1.checked)(reader.value('mspId', (0, arguments_js_1.when)(isMspId), 'FIELD_VALUE', 'an MSP id')),
        publicKey: (0, arguments_js_1.checked)(reader.value('publicKey', (0, arguments_js_1.when)(cryptography_js_1.isPublicKey), 'FIELD_VALUE', PUBLIC_KEY_HINT)),
        ...present('name', name),
        ...readOptional(reader, kind !== 'PERSON'),
    };
}
function readChange(reader) {
    return {
        code: (0, arguments_js_1.participant)(reader, 'code'),
        ...present('status', optional(reader, 'status', () => reader.oneOf('status', ['ACTIVE', 'SUSPENDED']))),
        ...present('publicKey', reader.optionalValue('publicKey', (0, arguments_js_1.when)(cryptography_js_1.isPublicKey), 'FIELD_VALUE', PUBLIC_KEY_HINT)),
        ...readOptional(reader, true),
    };
}
const PUBLIC_KEY_HINT = 'a P-256 public key (SubjectPublicKeyInfo, DER, base64)';
const MSP_ID = /^[A-Za-z0-9.-]{1,50}$/;
const RATE_ROW = /^[A-Z0-9]{2,8}$/;
function readOptional(reader, named) {
    const limit = optional(reader, 'singleLimit', () => {
        (0, arguments_js_1.amount)(reader, 'singleLimit');
        return reader.optionalText('singleLimit');
    });
    return {
        ...(named ? present('contact', reader.optionalPrintable('contact', index_js_1.TEXT_MAX.contact)) : {}),
        ...(named ? present('bank', reader.optionalPrintable('bank', index_js_1.TEXT_MAX.contact)) : {}),
        ...present('singleLimit', limit),
        ...present('rateGrants', optional(reader, 'rateGrants', () => readRateGrants(reader))),
    };
}
function readRateGrants(reader) {
    const grants = reader.array('rateGrants');
    if (grants?.every((grant) => typeof grant === 'string' && RATE_ROW.test(grant)))
        return grants;
    return reader.fault('FIELD_VALUE', 'rateGrants', 'a list of codes of the rate table is expected');
}
function optional(reader, field, read) {
    return reader.optional(field) === undefined ? undefined : read();
}
function present(field, value) {
    return (value === undefined ? {} : { [field]: value });
}
function isMspId(text) {
    return MSP_ID.test(text);
}
//# sourceMappingURL=registry.js.map