"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.readRuleSet = readRuleSet;
const money_js_1 = require("../money/money.js");
const rate_js_1 = require("../money/rate.js");
const time_js_1 = require("../time.js");
const VERSION = /^[A-Za-z0-9.-]{1,20}$/;
const ROW_CODE = /^[A-Z0-9]{2,8}$/;
const SOURCE_MAX = 200;
const LINES_LIMIT = 2000;
const LOCK_DAYS_LIMIT = 3650;
/**
 * Reads a rule set out of a transaction's argument; faults go to the reader.
 * The result is the document itself: it is stored and hashed as it was sent.
 */
function readRuleSet(reader) {
    reader.value('version', matching(VERSION), 'FIELD_VALUE', 'a version: 1 to 20 of A-Z a-z 0-9 . -');
    reader.value('validFrom', calendarDate, 'DATE_FORMAT', 'a date such as "2026-01-01"');
    readWhole(reader, 'linesMax', LINES_LIMIT);
    readWhole(reader, 'lockDays', LOCK_DAYS_LIMIT);
    if (typeof reader.required('personTitleClaimable') !== 'boolean') {
        reader.fault('FIELD_TYPE', 'personTitleClaimable', 'true or false is expected');
    }
    readTolerances(reader.object('tolerances'));
    readRows(reader, reader.array('rates'));
    return reader.document;
}
/** A line finds its row by rate and flag, so no two rows may have the same. */
function readRows(reader, rows) {
    if (rows === undefined)
        return;
    if (rows.length === 0)
        reader.fault('FIELD_VALUE', 'rates', 'a rule set has at least one rate');
    const seen = new Set();
    for (const index of rows.keys()) {
        const key = readRow(reader.item('rates', index));
        if (key === undefined)
            continue;
        if (seen.has(key))
            reader.fault('FIELD_VALUE', 'rates', `two rows have the rate and flag ${key}`);
        seen.add(key);
    }
}
function readTolerances(reader) {
    for (const field of ['lineAmount', 'lineTax', 'invoiceTax']) {
        reader?.value(field, tolerance, 'MONEY_FORMAT', 'yuan with two decimals, not negative');
    }
    reader?.end();
}
/** @returns what identifies the row to a line: its rate and zero-rate flag; undefined when unreadable */
function readRow(reader) {
    if (reader === undefined)
        return undefined;
    reader.value('code', matching(ROW_CODE), 'FIELD_VALUE', 'a row code: 2 to 8 of A-Z 0-9');
    const rate = reader.value('rate', rate_js_1.readRate, 'RATE_FORMAT', 'a rate such as "0.13"');
    const zeroRate = reader.optional('zeroRate') === undefined
        ? undefined
        : reader.oneOf('zeroRate', ['EXEMPT', 'NOT_TAXED', 'ZERO_RATED']);
    if (rate !== undefined && (rate === 0) !== (zeroRate !== undefined)) {
        reader.fault('ZERO_RATE_FLAG', 'zeroRate', 'a row of rate 0 has a zero-rate flag, another row has none');
    }
    readNames(reader, 'kinds', ['GENERAL', 'SMALL_SCALE']);
    readNames(reader, 'types', ['ORDINARY', 'SPECIAL']);
    reader.optionalValue('from', calendarDate, 'DATE_FORMAT', 'a date such as "2026-01-01"');
    reader.optionalValue('to', calendarDate, 'DATE_FORMAT', 'a date such as "2027-12-31"');
    if ((reader.optional('byGrant') ?? true) !== true) {
        reader.fault('FIELD_VALUE', 'byGrant', 'true is expected, or no such field');
    }
    reader.printable('source', SOURCE_MAX);
    reader.end();
    return rate === undefined ? undefined : `${rate} ${zeroRate ?? ''}`.trim();
}
function readNames(reader, field, allowed) {
    const names = reader.array(field);
    const fits = names?.every((name) => typeof name === 'string' && allowed.includes(name)) ?? true;
    if (!fits || names?.length === 0)
        reader.fault('FIELD_VALUE', field, `some of ${allowed.join(', ')} are expected`);
}
function readWhole(reader, field, max) {
    const value = reader.required(field);
    if (value === undefined || (typeof value === 'number' && value >= 1 && value <= max))
        return;
    reader.fault('FIELD_VALUE', field, `a whole number from 1 to ${max} is expected`);
}
function tolerance(text) {
    const amount = (0, money_js_1.readYuan)(text);
    return amount === undefined || amount < 0n ? undefined : text;
}
function calendarDate(text) {
    return (0, time_js_1.isCalendarDate)(text) ? text : undefined;
}
function matching(pattern) {
    return (text) => (pattern.test(text) ? text : undefined);
}
//# sourceMappingURL=parse-rule-set.js.map