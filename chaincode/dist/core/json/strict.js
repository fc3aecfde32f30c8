"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.JSON_DEPTH_MAX = void 0;
exports.parseStrictJson = parseStrictJson;
const errors_js_1 = require("../errors.js");
const text_js_1 = require("./text.js");
/** Most lists and objects around a value; an invoice needs four. */
exports.JSON_DEPTH_MAX = 32;
/**
 * JSON as strictly as money deserves. Beyond what JSON.parse refuses, it refuses what JSON.parse
 * would silently resolve: duplicate keys, `__proto__`, lone surrogates, numbers that are not exact
 * integers, nesting deeper than JSON_DEPTH_MAX.
 *
 * @throws {ValidationError} JSON_INVALID, with the position in the message
 */
function parseStrictJson(text) {
    const reader = new Reader(text);
    const value = reader.value(0);
    reader.end();
    return value;
}
const WHITE_SPACE = /[ \t\n\r]+/y;
const PLAIN_CHARACTERS = /[\u0020\u0021\u0023-\u005B\u005D-\uFFFF]+/y;
// A bound on the repetition, because each round stays on the regular expression's stack.
const ESCAPES = /(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})){1,256}/y;
const INTEGER = /-?(?:0|[1-9][0-9]*)(?![0-9.eE])/y;
const LITERAL = /true|false|null/y;
const LONE_SURROGATE = /[\uD800-\uDFFF]/u;
class Reader {
    #text;
    #at = 0;
    constructor(text) {
        this.#text = text;
    }
    /** A value inside `depth` lists and objects. */
    value(depth) {
        this.#skip(WHITE_SPACE);
        const first = this.#text[this.#at];
        if (first === '{')
            return this.#object(depth + 1);
        if (first === '[')
            return this.#array(depth + 1);
        if (first === '"')
            return this.#string();
        if (first === 't' || first === 'f' || first === 'n')
            return this.#literal();
        return this.#integer();
    }
    end() {
        this.#skip(WHITE_SPACE);
        if (this.#at < this.#text.length)
            this.#refuse('something follows the value');
    }
    #object(depth) {
        const object = {};
        this.#list('}', depth, () => {
            this.#skip(WHITE_SPACE);
            const key = this.#string();
            if (key === '__proto__')
                this.#refuse('the key __proto__ is not allowed');
            if (Object.hasOwn(object, key))
                this.#refuse(`the key "${(0, text_js_1.excerpt)(key)}" stands twice`);
            this.#skip(WHITE_SPACE);
            if (this.#text[this.#at] !== ':')
                this.#refuse('a colon is missing');
            this.#at += 1;
            object[key] = this.value(depth);
        });
        return object;
    }
    #array(depth) {
        const array = [];
        this.#list(']', depth, () => array.push(this.value(depth)));
        return array;
    }
    #list(close, depth, item) {
        if (depth > exports.JSON_DEPTH_MAX)
            this.#refuse(`nesting is deeper than ${exports.JSON_DEPTH_MAX}`);
        this.#at += 1;
        this.#skip(WHITE_SPACE);
        if (this.#text[this.#at] === close) {
            this.#at += 1;
            return;
        }
        for (;;) {
            item();
            this.#skip(WHITE_SPACE);
            const next = this.#text[this.#at];
            this.#at += 1;
            if (next === close)
                return;
            if (next !== ',')
                this.#refuse(`expected "," or "${close}"`, this.#at - 1);
        }
    }
    /** Plain characters and escapes in turns: one expression for both would try a long text in 2^n ways. */
    #string() {
        const start = this.#at;
        if (this.#text[start] !== '"')
            this.#refuse('a string is expected');
        this.#at += 1;
        this.#skip(PLAIN_CHARACTERS);
        const isPlain = this.#text[this.#at] === '"';
        while (this.#skip(ESCAPES))
            this.#skip(PLAIN_CHARACTERS);
        if (this.#text[this.#at] !== '"')
            this.#refuse('a string is not closed, or has a character to be escaped');
        this.#at += 1;
        const raw = this.#text.slice(start, this.#at);
        const value = isPlain ? raw.slice(1, -1) : JSON.parse(raw);
        if (LONE_SURROGATE.test(value))
            this.#refuse('the text has a lone surrogate', start);
        return value;
    }
    #literal() {
        const raw = this.#match(LITERAL);
        return raw === undefined ? this.#refuse('not a JSON value') : JSON.parse(raw);
    }
    #integer() {
        const raw = this.#match(INTEGER);
        if (raw === undefined)
            return this.#refuse('not a JSON value; amounts and rates are text, such as "12.50"');
        const value = Number(raw);
        return Number.isSafeInteger(value)
            ? value
            : this.#refuse(`the number ${(0, text_js_1.excerpt)(raw)} cannot be read exactly`);
    }
    /** What matches here, behind which the reader then stands. */
    #match(pattern) {
        const start = this.#at;
        return this.#skip(pattern) ? this.#text.slice(start, this.#at) : undefined;
    }
    #skip(pattern) {
        pattern.lastIndex = this.#at;
        if (!pattern.test(this.#text))
            return false;
        this.#at = pattern.lastIndex;
        return true;
    }
    #refuse(reason, at = this.#at) {
        throw new errors_js_1.ValidationError([
            { code: 'JSON_INVALID', path: '', message: `${reason} (at character ${at})` },
        ]);
    }
}
//# sourceMappingURL=strict.js.map