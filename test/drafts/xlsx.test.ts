import { readXlsx, xlsxTemplate } from '@fapiao-ledger/client/drafts';
import { ValidationError } from '@fapiao-ledger/core';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { inlineRows, type Parts, packed, WORKBOOK, workbookOf } from '../support/workbooks.ts';

async function cellsOf(bytes: Uint8Array): Promise<readonly (readonly string[])[]> {
  return (await readXlsx(bytes)).map(({ cells }) => cells);
}

/** Returns the message with which a workbook is refused. */
async function refusalOf(bytes: Uint8Array): Promise<string> {
  const error = await readXlsx(bytes).then(
    () => new Error('it was read'),
    (reason: unknown) => reason as Error,
  );
  if (!(error instanceof ValidationError)) throw error;
  return error.message;
}

/** Returns the part with one text of so many characters. */
function sharedText(length: number): Parts {
  return { 'xl/sharedStrings.xml': `<sst><si><t>${'x'.repeat(length)}</t></si></sst>` };
}

describe('a workbook', () => {
  test('gives each cell as its sheet shows it without a format', async () => {
    const rows = `<row r="2">
      <c r="B2" t="s"><v>1</v></c><c r="C2"><v>1327.4299999999998</v></c><c r="D2"><v>1E-2</v></c>
      <c r="E2"><v>1.09051299E18</v></c><c r="F2" t="b"><v>1</v></c><c r="G2" t="str"><f>A1&amp;"x"</f><v>a &lt; b</v></c>
      <c r="H2" s="1"><v>46082</v></c><c r="I2" s="2"><v>46082.75</v></c><c r="J2" s="3"><v>0.13</v></c>
    </row><row r="5"><c t="inlineStr"><is><r><t xml:space="preserve">深 </t></r><r><t>圳</t></r><rPh><t>Shen</t></rPh></is></c></row>`;
    const bytes = workbookOf(rows, {
      'xl/sharedStrings.xml': '<sst><si><t>x</t></si><si><t>第一_x000D_行</t></si></sst>',
      'xl/styles.xml':
        '<styleSheet><numFmts><numFmt numFmtId="170" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="170"/><xf numFmtId="9"/></cellXfs></styleSheet>',
    });
    expect(await readXlsx(bytes)).toMatchObject([
      {
        line: 2,
        cells: [
          '',
          '第一\r行',
          '1327.43',
          '0.01',
          '1.09051299E+18',
          '1',
          'a < b',
          '2026-03-01',
          '2026-03-01 18:00:00',
          '0.13',
        ],
        isAfterGap: false,
      },
      { line: 5, cells: ['深 圳'], isAfterGap: true },
    ]);
  });

  test('is read at its first sheet that is not hidden, with prefixes and days from 1904', async () => {
    const bytes = workbookOf('', {
      'xl/workbook.xml':
        '<x:workbook xmlns:x="m"><x:workbookPr date1904="1"/><x:sheets><x:sheet state="hidden" r:id="rId9"/><x:sheet r:id="rId1"/></x:sheets></x:workbook>',
      'xl/_rels/workbook.xml.rels':
        '<Relationships><Relationship Id="rId1" Target="/xl/other.xml"/></Relationships>',
      'xl/styles.xml': '<styleSheet><cellXfs><xf numFmtId="14"/></cellXfs></styleSheet>',
      'xl/other.xml': '<x:worksheet><x:row><x:c><x:v>44620</x:v></x:c></x:row></x:worksheet>',
    });
    expect(await cellsOf(bytes)).toEqual([['2026-03-01']]);
  });

  test('may have formatted cells beyond the bounds, when they are empty', async () => {
    const bytes = workbookOf(
      '<row r="1"><c r="A1"><v>1</v></c><c r="XFD1" s="0"/></row><row r="1048576"><c s="0"/></row>',
    );
    expect(await cellsOf(bytes)).toEqual([['1']]);
  });

  test('may have a formula whose text is empty', async () => {
    const bytes = workbookOf('<row><c><v>1</v></c><c t="str"><f>""</f><v></v></c><c><v>2</v></c></row>');
    expect(await cellsOf(bytes)).toEqual([['1', '', '2']]);
  });

  const bomb = workbookOf(`<row><c><v>${'0'.repeat(120_000_000)}1</v></c></row>`);
  test.each<[what: string, bytes: Uint8Array, words: string]>([
    [
      'a cell at XFD1048576',
      workbookOf('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
      'cell XFD1048576 is filled',
    ],
    [
      'a document type',
      workbookOf('', { 'xl/workbook.xml': `<!DOCTYPE x [<!ENTITY a "b">]>${WORKBOOK}` }),
      'declares a document type',
    ],
    ['an entity that is not known', workbookOf('<row><c><v>&a;</v></c></row>'), 'entity that is not known'],
    [
      'a character that XML cannot hold',
      workbookOf('<row><c><v>&#x110000;</v></c></row>'),
      'entity that is not known',
    ],
    ['tags that do not match', workbookOf('<row><c></row></c>'), 'not well-formed'],
    ['a tag that is not closed', workbookOf('', { 'xl/workbook.xml': '<workbook>' }), 'ends early'],
    ['deep nesting', workbookOf('<a>'.repeat(100)), 'nested too deeply'],
    ['a bomb', bomb, 'more than 100000000 bytes'],
    ['rows that go back', workbookOf('<row r="2"/><row r="1"/>'), 'rows are not in order'],
    [
      'cells that go back',
      workbookOf('<row><c r="B1"/><c r="A1"/></row>'),
      'cells of a row are not in order',
    ],
    [
      'an error',
      workbookOf('<row r="3"><c r="B3" t="e"><v>#N/A</v></c></row>'),
      'cell B3 has the error #N/A',
    ],
    [
      'a formula that was not computed',
      workbookOf('<row r="3"><c r="B3"><f>A1*2</f></c></row>'),
      'cell B3 has a formula without a computed value',
    ],
    [
      'a formula with an empty number',
      workbookOf('<row r="3"><c r="B3"><f>A1*2</f><v></v></c></row>'),
      'cell B3 has a formula without a computed value',
    ],
    [
      'a shared text that is not there',
      workbookOf('<row r="3"><c r="B3" t="s"><v>7</v></c></row>'),
      'cell B3 refers to a text that the workbook does not have',
    ],
    [
      'a large shared text in 200,000 cells',
      workbookOf('<row><c t="s"><v>0</v></c></row>'.repeat(200_000), sharedText(3_000_000)),
      'cell A1 has more than 32767 characters',
    ],
    [
      'a shared text in so many cells that memory would not hold them',
      workbookOf('<row><c t="s"><v>0</v></c></row>'.repeat(200_000), sharedText(30_000)),
      'the table has more than 50000000 characters',
    ],
    [
      'a start tag with a million attributes',
      workbookOf(`<row${' a="1"'.repeat(1_000_000)}></row>`),
      'its XML has a tag that is too long',
    ],
    ['no sheet', workbookOf('', { 'xl/worksheets/sheet1.xml': undefined }), 'its sheet is missing'],
    ['no workbook', packed({ a: 'b' }), 'it has no workbook'],
    [
      'XML that is not UTF-8',
      workbookOf('', { 'xl/workbook.xml': Buffer.from(`${WORKBOOK}\u00ff`, 'latin1') }),
      'not in UTF-8',
    ],
    ['the form of old Excel', Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'password, or is of an old Excel'],
    ['no bytes', new Uint8Array(), 'no ZIP archive'],
  ])('with %s is refused', async (_what, bytes, words) => {
    expect(await refusalOf(bytes)).toContain(words);
  });

  test('that says less than it inflates to is refused at that point', async () => {
    const bytes = Buffer.from(bomb);
    const at = bytes.lastIndexOf(Buffer.from('xl/worksheets/sheet1.xml')) - 46;
    bytes.writeUInt32LE(1_000, at + 24);
    expect(await refusalOf(bytes)).toContain('larger than it says');
  });

  test('whose bytes were changed anywhere is refused by name, or read as it was', async () => {
    const bytes = xlsxTemplate();
    const whole = await cellsOf(bytes);
    await fc.assert(
      fc.asyncProperty(
        fc.nat(bytes.length - 1),
        fc.nat(255),
        fc.option(fc.nat(bytes.length), { nil: undefined }),
        async (at, to, cut) => {
          const changed = bytes.slice(0, cut);
          if (at < changed.length) changed[at] = to;
          const read = await cellsOf(changed).catch((error: unknown) => {
            if (error instanceof ValidationError) return undefined;
            throw error;
          });
          // The checksums of the parts keep a cell from being read otherwise. Their names are in the directory alone.
          if (read !== undefined) expect([whole, whole.map((row) => row)]).toContainEqual(read);
        },
      ),
      { numRuns: 300 },
    );
  });

  test('of any XML is refused by name or read, and pollutes no prototype', async () => {
    const piece = fc.constantFrom(
      '<row>',
      '</row>',
      '<c>',
      '<c t="s">',
      '<c r="__proto__">',
      '</c>',
      '<v>',
      '</v>',
      '1',
      '__proto__',
      '<!--',
      '-->',
      '<![CDATA[',
      ']]>',
      '&',
      '&amp;',
      '"',
      '<',
      '>',
      '<?',
      '?>',
      '<is>',
      '<t>',
      '</t>',
      '</is>',
    );
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 12 }), async (pieces) => {
        await readXlsx(workbookOf(pieces.join(''))).catch((error: unknown) => {
          if (!(error instanceof ValidationError)) throw error;
        });
      }),
      { numRuns: 300 },
    );
    expect(Object.keys(Object.prototype)).toEqual([]);
  });

  test('of 20,000 rows is read in seconds', async () => {
    const rows = Array.from({ length: 20_000 }, (_, index) => [
      `order-${index}`,
      '*信息技术服务*维护',
      '1,234.50',
      '13%',
    ]);
    const bytes = workbookOf(inlineRows(rows));
    const before = process.cpuUsage();
    expect(await cellsOf(bytes)).toEqual(rows);
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 1_000_000).toBeLessThan(5);
  });
});
