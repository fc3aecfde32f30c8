/** Chinese texts of imports. */
export const IMPORTS = {
  'issue the drafts of a file, also tens of thousands; a stopped import continues and issues nothing twice':
    '为文件中的待开发票开票，可达数万张；中断后可继续，不会重复开票',
  'CSV (.csv) or workbook (.xlsx) with one invoice line per row, or JSON Lines with one draft per line':
    'CSV（.csv）或工作簿（.xlsx），每行一条明细；或 JSON Lines，每行一张待开发票',
  'issue without asking': '不询问，直接开票',
  'check the drafts, show what would be issued, and issue nothing':
    '检查待开发票，显示将要开具的内容，不开票',
  'write a table to fill in to the file (.csv or .xlsx), and issue nothing':
    '把待填写的模板写入文件（.csv 或 .xlsx），不开票',
  'replace an existing file by the template': '用模板替换已有文件',
  'report with the outcome of each draft; FILE.report.jsonl when absent':
    '记录每张待开发票结果的报告；省略时为 FILE.report.jsonl',
  'most drafts in one request': '一次请求最多的待开发票数',
  'Columns of a table, in any order; an empty cell is a field left out:':
    '表格的列，次序不限；空单元格表示省略该字段：',
  'Adjacent rows with the same "invoice", or without it the same "ref", and no empty row between, are the lines of one invoice. Its other columns are read from the first of them. Tables are always completed. A CSV file is UTF-8 or GB18030; 13%, 1,234.50 and ¥ are understood. Where semicolons separate the cells, 1.234,50 is too; a number that can mean two is refused.':
    '"invoice" 相同（没有时 "ref" 相同）且相邻、中间无空行的各行，是同一张发票的明细；其余各列取自第一行。表格总是自动补齐。CSV 文件为 UTF-8 或 GB18030；可识别 13%、1,234.50 和 ¥。以分号分隔的文件也可识别 1.234,50；可以读作两种数值的数字会被拒绝。',
  '"ref" is your own id of the invoice, such as an order number. A draft whose own id has an invoice already is not issued again, in whatever file it stands. Without "ref", importing a file again under another name issues its drafts twice.':
    '"ref" 是您自己的发票编号，例如订单号。单据号已有发票的待开发票不会再次开具，无论写在哪个文件中。没有 "ref" 时，把文件改名再导入会重复开票。',
  'Refused drafts are written unchanged to FILE.refused.csv or FILE.refused.jsonl (refused-2 if another import uses that name), and what is wrong with them to FILE.faults.csv. Correct the refused drafts there and import that file.':
    '被拒绝的待开发票原样写入 FILE.refused.csv 或 FILE.refused.jsonl（若另一次导入已用该名称，则为 refused-2），错误说明写入 FILE.faults.csv。请在其中改正后导入该文件。',
  'the template {file} must end in .csv or .xlsx': '模板 {file} 必须以 .csv 或 .xlsx 结尾',
  'nothing was issued': '没有开票',
  'nothing was issued: --dry-run': '没有开票：--dry-run',
  '{file} is a workbook of another form: save it as .xlsx, or its sheet as CSV UTF-8':
    '{file} 是其他格式的工作簿：请另存为 .xlsx，或把工作表另存为 CSV UTF-8',
  '{file} was read as {name}': '{file} 按 {name} 读取',
  '{file} is being written by another import, process {pid}: wait for its end. If that process is no import, remove the line with "{run}" from the report':
    '另一次导入（进程 {pid}）正在写 {file}：请等它结束。若该进程不是导入，请从报告中删除含 "{run}" 的一行',
  '{file} is the report of {name} with another content, of which nothing was issued: remove the report and import again':
    '{file} 是 {name} 另一内容的报告，其中没有开具任何发票：请删除报告后重新导入',
  '{file} is the report of {name} with another content, of which {count} drafts were issued or sent: importing the changed file would issue them twice. Correct the refused drafts in {apart} and import that file; name another --report only when every draft is new':
    '{file} 是 {name} 另一内容的报告，其中 {count} 张已开具或已发送：导入改动后的文件会重复开票。请在 {apart} 中改正被拒绝的并导入该文件；只有每张都是新的才可另取 --report',
  '{file} is the report of another import: name another with --report':
    '{file} 是另一次导入的报告：请用 --report 另取名称',
  'stopped after {done} of {count} drafts; the same command goes on from there':
    '已开具 {count} 张中的 {done} 张后停止；同一命令会从那里继续',
  issuing: '开票',
  drafts: '张待开发票',
  'the gateway’s answer about request {requestId} contradicts the ledger: do not trust this gateway':
    '网关关于请求 {requestId} 的应答与账本矛盾：请不要信任此网关',
  'invoice {number} has the own id "{ref}" already, and says something else: give this draft another own id, or leave it out':
    '发票 {number} 已使用单据号 "{ref}"，但内容不同：请换一个单据号，或去掉这张待开发票',
  'there is no terminal to ask at: --yes issues without asking, --dry-run only checks':
    '没有可询问的终端：--yes 不询问直接开票，--dry-run 只检查',
  '{issued} of {drafts} drafts issued, {count} refused':
    '{drafts} 张待开发票中已开具 {issued} 张，拒绝 {count} 张',
  'report {report}': '报告 {report}',
  '{count} refused': '拒绝 {count} 张',
  'one invoice, {gross} yuan, as {name}: issue?': '1 张发票，价税合计 {gross} 元，销售方 {name}：是否开具？',
  '{count} invoices, {gross} yuan, as {name}: issue?':
    '{count} 张发票，价税合计 {gross} 元，销售方 {name}：是否开具？',
  ', one issued before under its own id': '，1 张此前已按单据号开具',
  ', {count} issued before under their own ids': '，{count} 张此前已按单据号开具',
  'line {line}': '第 {line} 行',
  'and {count} more': '还有 {count} 处',
  'One of them was issued or refused before, and not sent again.': '其中 1 张此前已开具或被拒绝，未再发送。',
  '{earlier} of them were issued or refused before, and not sent again.':
    '其中 {earlier} 张此前已开具或被拒绝，未再发送。',
  'Earlier runs have settled all drafts: nothing was sent now.':
    '此前的运行已处理全部待开发票：这次没有发送。',
  '{refusedFile} exists already and was changed: import it, unless you have done so.':
    '{refusedFile} 已存在且被修改过：请导入它，除非已经导入。',
  'The refused drafts are in {refusedFile}: correct them there and import that file.':
    '被拒绝的待开发票在 {refusedFile} 中：请改正后导入该文件。',
  'What is wrong with them is in {faultsFile}.': '错误说明在 {faultsFile} 中。',
  '{passedOver} belongs to another import and stays as it is.': '{passedOver} 属于另一次导入，保持原样。',
  'Never import {file} again under another name: the issued drafts would be issued twice.':
    '切勿把 {file} 改名再次导入：已开具的会重复开票。',
} as const;
