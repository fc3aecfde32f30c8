"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.participant = participant;
exports.creditCode = creditCode;
exports.invoiceNumber = invoiceNumber;
exports.requestId = requestId;
exports.laneName = laneName;
exports.month = month;
exports.date = date;
exports.amount = amount;
exports.count = count;
exports.checked = checked;
exports.when = when;
exports.readList = readList;
const index_js_1 = require("../../core/index.js");
/** Fields that several transactions have, each read the same way everywhere. */
function participant(reader, field) {
    return checked(reader.value(field, when(index_js_1.isParticipantCode), 'CREDIT_CODE_INVALID', 'the code of a participant'));
}
function creditCode(reader, field) {
    return checked(reader.value(field, when(index_js_1.isCreditCode), 'CREDIT_CODE_INVALID', 'a unified social credit code'));
}
function invoiceNumber(reader, field) {
    return checked(reader.value(field, when(index_js_1.isInvoiceNumber), 'NUMBER_FORMAT', 'an invoice number of 20 digits'));
}
function requestId(reader) {
    const expected = 'a request id: 8 to 64 of A-Z a-z 0-9 . _ : -';
    return checked(reader.value('requestId', when(index_js_1.isRequestId), 'FIELD_VALUE', expected));
}
function laneName(reader) {
    return checked(reader.value('lane', when(index_js_1.isLaneName), 'FIELD_VALUE', 'a lane name: 1 to 20 of A-Z a-z 0-9 -'));
}
function month(reader) {
    return checked(reader.value('month', when(index_js_1.isMonth), 'DATE_FORMAT', 'a month such as "2026-03"'));
}
function date(reader, field) {
    return checked(reader.value(field, when(index_js_1.isCalendarDate), 'DATE_FORMAT', 'a date such as "2026-03-01"'));
}
/** Money that is zero or more. */
function amount(reader, field) {
    const read = (text) => {
        const value = (0, index_js_1.readYuan)(text);
        return value === undefined || value < 0n ? undefined : value;
    };
    return checked(reader.value(field, read, 'MONEY_FORMAT', 'yuan with two decimals, not negative'));
}
/** A count from `min` to `max`; counts are the only JSON numbers on the ledger. */
function count(reader, field, min, max) {
    const value = reader.required(field);
    if (typeof value === 'number' && value >= min && value <= max)
        return value;
    return checked(reader.fault('FIELD_VALUE', field, `a whole number from ${min} to ${max} is expected`));
}
/**
 * A field whose fault has been reported has no value; the whole argument is refused before anybody
 * looks at it, so the type may claim that it has one.
 */
function checked(value) {
    return value;
}
function when(test) {
    return (text) => (test(text) ? text : undefined);
}
/** A list of 1 to `max` objects; an item's own faults carry its pointer. */
function readList(reader, field, max, read) {
    const items = reader.array(field);
    if (items !== undefined && (items.length < 1 || items.length > max)) {
        reader.fault('FIELD_VALUE', field, `1 to ${max} entries are expected`);
        return [];
    }
    return (items ?? []).map((_, index) => {
        const item = reader.item(field, index);
        const value = item === undefined ? undefined : read(item);
        item?.end();
        return checked(value);
    });
}
//# sourceMappingURL=arguments.js.map