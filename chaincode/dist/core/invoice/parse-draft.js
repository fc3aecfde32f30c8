"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.TEXT_MAX = void 0;
exports.readDraft = readDraft;
exports.parseDraft = parseDraft;
exports.completeDraft = completeDraft;
const errors_js_1 = require("../errors.js");
const document_reader_js_1 = require("../json/document-reader.js");
const decimal_js_1 = require("../money/decimal.js");
const money_js_1 = require("../money/money.js");
const rate_js_1 = require("../money/rate.js");
const credit_code_js_1 = require("../taxpayer/credit-code.js");
/** Longest texts on an invoice, in characters. */
exports.TEXT_MAX = {
    name: 100,
    contact: 150,
    item: 100,
    specification: 60,
    unit: 20,
    remark: 230,
};
const COMMITMENT = /^[0-9a-f]{64}$/;
const TAX_CLASS = /^[1-9][0-9]{18}$/;
/**
 * Reads an unknown value as a draft, without judging it by any rule set: shapes, formats and texts.
 * What cannot be read is missing in the result, and `faults` says where and why.
 */
function readDraft(value, faults, path = '') {
    const reader = document_reader_js_1.ObjectReader.of(value, path, faults);
    const draft = {
        type: reader?.oneOf('type', ['ORDINARY', 'SPECIAL']),
        seller: reader?.text('seller'),
        buyer: readBuyer(reader?.object('buyer')),
        holder: reader?.optionalValue('holder', participant, 'CREDIT_CODE_INVALID', 'the code of a participant'),
        lines: readLines(reader, faults),
        totals: readTotals(reader?.object('totals')),
    };
    reader?.optionalPrintable('remark', exports.TEXT_MAX.remark);
    reader?.end();
    return draft;
}
/** @throws {ValidationError} every fault of form */
function parseDraft(value) {
    const faults = new document_reader_js_1.Faults();
    const draft = readDraft(value, faults);
    if (faults.list.length > 0)
        throw new errors_js_1.ValidationError(faults.list);
    return completeDraft(draft, value);
}
/** A read draft without faults is a draft: nothing is missing in it. */
function completeDraft(draft, value) {
    return { ...draft, json: value };
}
function readBuyer(reader) {
    if (reader === undefined)
        return undefined;
    const type = reader.oneOf('type', ['ENTERPRISE', 'BODY', 'PERSON']);
    if (type === undefined)
        return undefined;
    const buyer = type === 'PERSON' ? readPerson(reader) : readNamedBuyer(reader, type);
    reader.end();
    return buyer;
}
function readPerson(reader) {
    const commitment = (text) => (COMMITMENT.test(text) ? text : undefined);
    const nameCommitment = reader.optionalValue('nameCommitment', commitment, 'FIELD_VALUE', '64 hex digits');
    return nameCommitment === undefined ? { type: 'PERSON' } : { type: 'PERSON', nameCommitment };
}
/** The code stays as text here: whether it must be there and passes its check are rules T02 and T03. */
function readNamedBuyer(reader, type) {
    const name = reader.printable('name', exports.TEXT_MAX.name) ?? '';
    const code = reader.optionalText('code');
    if (type === 'ENTERPRISE') {
        reader.optionalPrintable('contact', exports.TEXT_MAX.contact);
        reader.optionalPrintable('bank', exports.TEXT_MAX.contact);
    }
    return { type, name, ...(code === undefined ? {} : { code }) };
}
function readLines(reader, faults) {
    return reader
        ?.array('lines')
        ?.map((line, index) => readLine(document_reader_js_1.ObjectReader.of(line, `${reader.path}/lines/${index}`, faults)));
}
const MISSING_LINE = {
    kind: undefined,
    taxClass: undefined,
    quantity: undefined,
    unitPrice: undefined,
    net: undefined,
    rate: undefined,
    rateText: undefined,
    tax: undefined,
    zeroRate: undefined,
};
function readLine(reader) {
    if (reader === undefined)
        return MISSING_LINE;
    const rate = reader.value('rate', rate_js_1.readRate, 'RATE_FORMAT', 'a rate such as "0.13"');
    const line = {
        kind: reader.oneOf('kind', ['NORMAL', 'DISCOUNTED', 'DISCOUNT']),
        taxClass: reader.value('taxClass', taxClass, 'TAX_CLASS_FORMAT', 'a tax class code of 19 digits'),
        quantity: reader.optionalValue('quantity', decimal_js_1.readDecimal, 'DECIMAL_FORMAT', DECIMAL_HINT),
        unitPrice: reader.optionalValue('unitPrice', decimal_js_1.readDecimal, 'DECIMAL_FORMAT', DECIMAL_HINT),
        net: reader.value('net', money_js_1.readYuan, 'MONEY_FORMAT', YUAN_HINT),
        rate,
        rateText: rate === undefined ? undefined : reader.optional('rate'),
        tax: reader.value('tax', money_js_1.readYuan, 'MONEY_FORMAT', YUAN_HINT),
        zeroRate: reader.optional('zeroRate') === undefined ? undefined : reader.oneOf('zeroRate', ZERO_RATES),
    };
    reader.printable('item', exports.TEXT_MAX.item);
    reader.optionalPrintable('specification', exports.TEXT_MAX.specification);
    reader.optionalPrintable('unit', exports.TEXT_MAX.unit);
    reader.end();
    return line;
}
const ZERO_RATES = ['EXEMPT', 'NOT_TAXED', 'ZERO_RATED'];
const DECIMAL_HINT = 'a decimal of at most 17 characters and 13 decimals';
const YUAN_HINT = 'yuan with two decimals, such as "1234.50"';
function readTotals(reader) {
    const totals = {
        net: reader?.value('net', money_js_1.readYuan, 'MONEY_FORMAT', YUAN_HINT),
        tax: reader?.value('tax', money_js_1.readYuan, 'MONEY_FORMAT', YUAN_HINT),
        gross: reader?.value('gross', money_js_1.readYuan, 'MONEY_FORMAT', YUAN_HINT),
    };
    reader?.end();
    return totals;
}
function participant(text) {
    return (0, credit_code_js_1.isParticipantCode)(text) ? text : undefined;
}
function taxClass(text) {
    return TAX_CLASS.test(text) ? text : undefined;
}
//# sourceMappingURL=parse-draft.js.map