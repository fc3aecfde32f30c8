"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.isPrintable = isPrintable;
exports.excerpt = excerpt;
/**
 * Characters that a page cannot show or that make two texts look alike: controls, private use,
 * non-characters, lone surrogates, and what is invisible: joiners, fillers, bidirectional overrides,
 * line separators, variation selectors, annotations, tags. The invisible ones are listed by number,
 * because the classes that hold them grow with Unicode and endorsers must agree for years.
 */
const UNPRINTABLE = /[\p{Cc}\p{Co}\p{Cs}\p{Noncharacter_Code_Point}\u00AD\u061C\u115F\u1160\u180E\u200B-\u200F\u2028-\u202E\u2060-\u206F\u3164\uFEFF\uFFA0\uFFF0-\uFFFB\u{1BCA0}-\u{1BCA3}\u{1D173}-\u{1D17A}\u{E0000}-\u{E0FFF}]|\u034F|[\u17B4-\u17B5]|[\u180B-\u180D]|\u180F|[\uFE00-\uFE0F]/gu;
const PLAIN = /^[\x20-\x7E\u3400-\u4DB5\u4E00-\u9FA5]*$/;
/** A space of any width at either end. */
const PADDED = /^[ \u00A0\u1680\u2000-\u200A\u202F\u205F\u3000]|[ \u00A0\u1680\u2000-\u200A\u202F\u205F\u3000]$/;
const EXCERPT_MAX = 40;
/** Whether text can stand on an invoice: 1 to `lengthMax` code points, NFC, printable, not padded. */
function isPrintable(text, lengthMax) {
    if (text.length === 0 || text.length > lengthMax * 2 || PADDED.test(text))
        return false;
    if (PLAIN.test(text))
        return text.length <= lengthMax;
    return [...text].length <= lengthMax && text.search(UNPRINTABLE) < 0 && text.normalize('NFC') === text;
}
/**
 * The start of a text as a message may quote it: short, and without characters by which whoever
 * sent it would write into a log or a terminal.
 */
function excerpt(text) {
    const start = text.slice(0, EXCERPT_MAX).replaceAll(UNPRINTABLE, '\uFFFD');
    return text.length > EXCERPT_MAX ? `${start}…` : start;
}
//# sourceMappingURL=text.js.map