"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.amountInCapitals = amountInCapitals;
const DIGITS = ['零', '壹', '贰', '叁', '肆', '伍', '陆', '柒', '捌', '玖'];
const PLACES = ['', '拾', '佰', '仟'];
/**
 * An amount in Chinese capitals as invoices print it: 150309.15 is 壹拾伍万零叁佰零玖圆壹角伍分,
 * whole yuan end in 整, a negative amount starts with （负数）.
 */
function amountInCapitals(amount) {
    const magnitude = amount < 0n ? -amount : amount;
    const yuan = magnitude / 100n;
    const jiao = Number((magnitude / 10n) % 10n);
    const fen = Number(magnitude % 10n);
    return ((amount < 0n ? '（负数）' : '') + yuanInCapitals(yuan, jiao, fen) + fractionInCapitals(yuan, jiao, fen));
}
function yuanInCapitals(yuan, jiao, fen) {
    if (yuan === 0n)
        return jiao === 0 && fen === 0 ? '零圆' : '';
    return `${integerInCapitals(yuan)}圆`;
}
function fractionInCapitals(yuan, jiao, fen) {
    if (jiao === 0 && fen === 0)
        return '整';
    const gap = jiao === 0 && yuan > 0n ? '零' : '';
    const tenths = jiao === 0 ? '' : `${DIGITS[jiao]}角`;
    return gap + tenths + (fen === 0 ? '整' : `${DIGITS[fen]}分`);
}
function integerInCapitals(value) {
    return split(value, 100000000n, '亿', (section) => split(section, 10000n, '万', groupInCapitals));
}
/** Reads what stands above `unit`, the unit's name, and what stands below; a gap of zeros is said once. */
function split(value, unit, name, read) {
    const high = value / unit;
    const low = value % unit;
    if (high === 0n)
        return read(low);
    const gap = low > 0n && low < unit / 10n ? '零' : '';
    return read(high) + name + gap + (low > 0n ? read(low) : '');
}
/** A number below 10,000. */
function groupInCapitals(group) {
    let text = '';
    let zeroPending = false;
    for (let place = 3; place >= 0; place -= 1) {
        const digit = Math.trunc(Number(group) / 10 ** place) % 10;
        if (digit === 0) {
            zeroPending = text !== '';
            continue;
        }
        text += (zeroPending ? '零' : '') + DIGITS[digit] + PLACES[place];
        zeroPending = false;
    }
    return text;
}
//# sourceMappingURL=capitals.js.map