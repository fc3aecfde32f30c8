import { areasOf, DIVISIONS_AS_OF, PROVINCES, prefecturesOf } from '@fapiao-ledger/client/areas';
import { describe, expect, test } from 'vitest';

describe('the divisions of GB/T 2260', () => {
  const prefectures = [...PROVINCES.keys()].flatMap((code) => prefecturesOf(code));

  test('are 34 of province and 342 of prefecture level, each with digits and a name of its own', () => {
    expect([PROVINCES.size, prefectures.length]).toEqual([34, 342]);
    for (const { code, zh, en } of PROVINCES.values()) {
      expect(code).toMatch(/^[1-8][0-9]$/);
      expect(zh).toMatch(/^[\p{Script=Han}]{3,8}$/u);
      expect(en).toMatch(/^[A-Z][a-z]+( [A-Z][a-z]+)?$/);
    }
    for (const { code, zh } of prefectures) {
      expect(code).toMatch(/^[0-9]{4}$/);
      expect(zh).toMatch(/^[\p{Script=Han}]{1,13}$/u);
    }
    const codes = [...PROVINCES.keys(), ...prefectures.map(({ code }) => code)];
    expect(new Set(codes).size).toBe(codes.length);
    expect(DIVISIONS_AS_OF).toMatch(/^20[0-9]{2}-[0-9]{2}-[0-9]{2}$/);
  });

  test('each prefecture lies in the province of its first two digits, in the order of codes', () => {
    for (const province of PROVINCES.keys()) {
      const codes = prefecturesOf(province).map(({ code }) => code);
      expect(codes.every((code) => code.startsWith(province))).toBe(true);
      expect([...codes].sort()).toEqual(codes);
    }
    expect(prefecturesOf('99')).toEqual([]);
  });

  test('contain the region of a credit code, the largest first', () => {
    expect(areasOf('440300').map(({ zh, en }) => [zh, en])).toEqual([
      ['广东省', 'Guangdong'],
      ['深圳市', '深圳市'],
    ]);
    expect(areasOf('110105').map(({ zh, en }) => [zh, en])).toEqual([
      ['北京市', 'Beijing'],
      ['市辖区', 'districts of the city'],
    ]);
    expect(areasOf('4499').map(({ code }) => code)).toEqual(['44']);
    expect(areasOf('99')).toEqual([]);
  });
});
