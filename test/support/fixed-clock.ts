/**
 * Preload of a program of Node.js (`--import`) whose clock stands still at FIXED_CLOCK, milliseconds since 1970.
 * Timers run on.
 */
const at = Number(process.env.FIXED_CLOCK);

globalThis.Date = new Proxy(Date, {
  construct: (target, parts, self) =>
    Reflect.construct(target, parts.length === 0 ? [at] : parts, self) as Date,
  get: (target, name) => (name === 'now' ? () => at : (Reflect.get(target, name) as unknown)),
});
