/** Chinese texts of the commands about invoices, lists and receipts. */
export const INVOICES = {
  'write all your invoices to a file, newest first': '把您的全部发票写入文件，最新的在前',
  'show every state an invoice has had since it was issued, newest first':
    '显示发票开具以来的每个状态，最新的在前',
  'the invoice has not changed since it was issued': '发票开具后没有变化',
  frozen: '已冻结',
  'for {company} until {expiresAt}': '归 {company}，至 {expiresAt}',
  '{gross} reversed': '已红冲 {gross}',
  '{amount} by {company}': '{amount}，由 {company}',
  'issue one invoice or up to 500 at once, all or none':
    '开具一张发票，或一次最多 500 张：全部开具或全不开具',
  'JSON: a draft, a list of drafts, or an object with the list "invoices"; - reads standard input':
    'JSON：一张待开发票、其列表，或含列表 "invoices" 的对象；- 表示读取标准输入',
  'fill in what follows: amounts, tax, totals, seller': '补齐可推出的内容：金额、税额、合计、销售方',
  'check the drafts here and send nothing': '只在本机检查待开发票，不发送',
  'rule set to check by, when one newer than the built-in is published':
    '用于检查的规则集，当已发布的规则比自带的新时使用',
  'leave every check to the ledger': '检查全部留给账本',
  'an earlier request of yours to replace: the ledger executes one of the two at most':
    '要替代的您先前的请求：账本最多执行两者之一',
  'lane of numbers and credit to draw on': '取用号码和额度的开票点',
  'payment that the invoices are paid by, to the fen, such as V-PAY/12345; its provider has confirmed it':
    '支付发票的款项，金额一分不差，例如 V-PAY/12345；其支付机构已经确认',
  'standard input': '标准输入',
  'the draft is sound; nothing was sent': '待开发票没有问题；没有发送任何内容',
  'all {length} drafts are sound; nothing was sent': '{length} 张待开发票都没有问题；没有发送任何内容',
  'issued at {at}': '已开具，时间 {at}',
  '{count} invoices issued at {at}': '已开具 {count} 张发票，时间 {at}',
  'transaction {transactionId}': '交易 {transactionId}',
  'A draft with --complete needs no more than this:': '配合 --complete，待开发票只需写这些：',
  'The name of a buyer of the type PERSON never leaves this machine: it is sealed, and what opens the seal is kept beside the identity file.':
    'PERSON 类型购买方的姓名绝不离开本机：姓名被密封，打开密封所需的内容保存在身份文件旁。',
  'list your own invoices, newest first': '列出您自己的发票，最新的在前',
  'lock invoices that you hold for one company, which alone may then redeem them':
    '把您持有的发票锁定给一家单位，此后只有它能入账',
  'invoice numbers, 20 digits each': '发票号码，每个 20 位',
  'company to redeem them': '将要入账的单位',
  'write signed PDF receipts: yours as seller with your own signature, others by your platform’s':
    '写出已签名的 PDF 凭证：您开具的由您签名，其余由平台签名',
  'where NUMBER.pdf goes': 'NUMBER.pdf 写到何处',
  receipts: '份凭证',
  written: '已写出',
  'signed by you': '由您签名',
  'signed by the platform': '由平台签名',
  'list the forms that concern you, newest first': '列出与您有关的确认单，最新的在前',
  'write the forms that concern you to a file, newest first': '把与您有关的确认单写入文件，最新的在前',
  'only forms that await you: your confirmation, or as the seller the red-letter invoice':
    '只列等待您处理的：您的确认，或作为销售方开具红字发票',
  'your side': '您是哪一方',
  'in which state': '处于哪一状态',
  'red-letter forms: list, export, show, confirm, refuse, withdraw, issue':
    '红字信息确认单：列出、导出、显示、确认、拒绝、撤回、开具',
  'number of the invoice that is reversed, 20 digits': '被红冲发票的号码，20 位',
  'which form of the invoice; the last one when absent': '该发票的第几份确认单；省略时为最后一份',
  'show a form, and the digest of its terms, computed here': '显示确认单，以及在本机计算的内容摘要',
  'lane of the seller for the number of the red-letter invoice': '销售方为红字发票取号的开票点',
  'confirm only these terms, as fapiao red-letter show gave them':
    '只确认这份内容，即 fapiao red-letter show 给出的摘要',
  'show the terms of a form, and sign the digest of what was shown':
    '显示确认单的内容，并对所显示内容的摘要签名',
  'refuse a form that waits for you': '拒绝等待您的确认单',
  'withdraw a form that you started': '撤回您启动的确认单',
  'issue the red-letter invoice of a confirmed form from another lane, as the seller':
    '作为销售方，从另一开票点为已确认的确认单开具红字发票',
  'redeem invoices locked for your company: each once, in full or in parts':
    '为锁定给您单位的发票入账：每张一次，全额或分次',
  'gross to redeem; the whole rest when absent': '入账的价税合计；省略时为全部余额',
  'reverse invoices by red-letter invoices, all that is left or parts of lines':
    '用红字发票红冲发票，全部余额或部分明细行',
  'code of two digits, or {words}': '两位数字的代码，或 {words}',
  'a part of a line; the quantity may be empty': '明细行的一部分；数量可以为空',
  'a part of a line by its amount with tax; the quantity may be empty':
    '明细行的一部分，按含税金额；数量可以为空',
  'JSON: a list of parts with line, quantity, net and tax; - reads standard input':
    'JSON：含 line、quantity、net、tax 的列表；- 表示读取标准输入',
  'judge the reversal here and sign nothing': '只在本机判定红冲，不签名',
  'rule set to judge by, when one newer than the built-in is published':
    '用于判定的规则集，当已发布的规则比自带的新时使用',
  'parts of lines are of one invoice: name one number, or reverse whole invoices':
    '部分明细行只属于一张发票：请只给一个号码，或红冲整张发票',
  'signing: reason {reason}, all that is left': '正在签名：原因 {reason}，全部余额',
  'signing: reason {reason}, these parts of lines': '正在签名：原因 {reason}，以下明细行部分',
  reverse: '红冲',
  judge: '判定',
  'it would be reversed at once': '将立即红冲',
  'the form would wait: {state}': '确认单将等待：{state}',
  '--line, --gross and --lines exclude each other': '--line、--gross、--lines 不能同时使用',
  '--gross {text}: the invoice has {count} lines': '--gross {text}：该发票有 {count} 行',
  '--gross {text}: line, quantity and gross are expected, such as 1:3:339.00':
    '--gross {text}：应为行、数量、价税合计，例如 1:3:339.00',
  '--line {text}: line, quantity, net and tax are expected, such as 1:3:300.00:39.00':
    '--line {text}：应为行、数量、不含税金额、税额，例如 1:3:300.00:39.00',
  'While no company has booked or used an invoice, its seller reverses it at once. Otherwise the other side confirms the form within 72 hours (fapiao red-letter confirm).':
    '发票未被任何单位入账或使用时，销售方可立即红冲。否则由对方在 72 小时内确认（fapiao red-letter confirm）。',
  'All of it, because it was wrong:': '开票有误，全部红冲：',
  'Three pieces of line 1 came back:': '第 1 行退回三件：',
  'The same by its amount with tax:': '同上，按含税金额：',
  'An allowance, which has no quantity:': '销售折让，没有数量：',
  'show an invoice and its state now': '显示发票及其当前状态',
  'transfer invoices that you hold to a new holder': '把您持有的发票流转给新的持票人',
  'code of the new holder': '新持票人的代码',
  'release your lock on invoices, so that their holder can dispose of them again':
    '解除您对发票的锁定，使其持票人可以再次处置',
  'confirm or revoke what your company uses invoices for that are made out to it':
    '对抬头为您单位的发票确认或撤销用途',
  'confirm invoices for the deduction of their tax, once, in a tax period':
    '在所属期内对发票做一次抵扣用途确认',
  'declare that the tax is not deducted': '声明不抵扣税额',
  'revoke the confirmation of invoices': '撤销发票的用途确认',
  'check receipts offline; with --gateway also the present state of their invoices':
    '离线查验凭证；加 --gateway 时一并查询发票的当前状态',
  'receipts, PDF': '凭证，PDF',
  checking: '查验',
  'file to write: .csv for spreadsheets, .jsonl for programs':
    '要写的文件：.csv 供电子表格使用，.jsonl 供程序使用',
  'replace an existing file': '替换已有文件',
  'Columns of a CSV file (UTF-8, byte order mark, CRLF):': 'CSV 文件的列（UTF-8，带 BOM，CRLF）：',
  'Amounts and dates stand as they are. Text that a spreadsheet would run as a formula, or take for a number or a date (invoice numbers, codes of digits), has an apostrophe in front. Programs read JSON Lines, where nothing is changed.':
    '金额和日期保持原样。电子表格会当作公式执行，或当作数字、日期的文本（发票号码、数字代码），前面加单引号。程序请读取 JSON Lines，其中内容不作任何改动。',
  'A name that ends in .zip asks for the booking files of a company’s accounting, one per invoice (XBRL einv), for at most 65,535 invoices. They are read one by one. --as buyer takes what is made out to your company, --as company what it has locked or booked, also what is made out to an employee.':
    '名称以 .zip 结尾时，导出供企业会计使用的入账信息文件（XBRL einv），每张发票一个，逐张读取，最多 65,535 张。--as buyer 取抬头为您单位的发票，--as company 取您单位已锁定或入账的发票，包括抬头为员工个人的发票。',
  'booking files are for what your company buys or books: add --as company, or --as buyer for what is made out to it':
    '入账信息文件只用于您单位购入或入账的发票：请加 --as company，或加 --as buyer 取抬头为您单位的发票',
  'an archive has at most {most} files: narrow the list with --from and --to':
    '压缩包最多 {most} 个文件：请用 --from 和 --to 缩小范围',
  'the gateway lists an invoice without a number': '网关列出的发票没有发票号码',
  'the gateway shows another invoice instead of {number}: do not trust this gateway':
    '网关显示的不是发票 {number}，而是另一张：请勿信任该网关',
  invoices: '张发票',
  forms: '份确认单',
  returns: '份申报',
  '{file} exists already: choose another name, or replace it with --force':
    '{file} 已存在：请另取名称，或用 --force 替换',
  exporting: '导出',
  '--out {file}: the name must end in .csv or .jsonl, which chooses the format':
    '--out {file}：名称必须以 .csv 或 .jsonl 结尾，由此决定格式',
  'your part in them; a company has locked or redeemed them': '您在其中的身份；company 指已锁定或入账的单位',
  'this invoice': '这张发票',
  'sold to': '售予',
  'held by': '持票人',
  'locked or redeemed by': '由其锁定或入账',
  'first day': '首日',
  'last day': '末日',
  'smallest gross': '最小价税合计',
  'largest gross': '最大价税合计',
  'with a line at this rate, such as 0.13': '含有这一税率的明细行，例如 0.13',
  'show at most so many': '最多显示的条数',
  'show all of them': '全部显示',
  'the gateway sent the receipt of {sent} instead of {number}':
    '网关发来的是 {sent} 的凭证，而不是 {number} 的',
  'show how much of a month’s credit is granted, allotted to lanes, used and left, and how many numbers are left':
    '显示某月发票总额度的授予、分配、使用和剩余情况，以及剩余号码',
  'tax period, such as 2026-06; this month when absent': '所属期，例如 2026-06；省略时为本月',
  'of another seller, as the bureau or an auditor': '另一销售方，供税务局或审计方使用',
  'an issued invoice is never changed or canceled: a red-letter invoice takes it back, with fapiao reverse NUMBER --reason error (or return, service-stopped, allowance). A request whose outcome is unknown is canceled with fapiao request cancel ID':
    '已开具的发票不能修改或作废：请用红字发票红冲，fapiao reverse NUMBER --reason error（或 return、service-stopped、allowance）。结果未知的请求用 fapiao request cancel ID 取消',
  'These are the invoices that you issued. fapiao list --as holder lists those that you hold.':
    '这里列出您开具的发票。您持有的发票请用 fapiao list --as holder 列出。',
  'invoice numbers, 20 digits each; without them the filters choose':
    '发票号码，每个 20 位；不给号码时由筛选条件选择',
  'of all your invoices': '您的全部发票',
  'write receipts anew that are there already': '重写已有的凭证',
  'give either the numbers of invoices or filters, not both': '请只给发票号码或只给筛选条件，不要同时给',
  'name the invoices by their numbers, choose them by a filter such as --from, or give --all':
    '请给出发票号码，或用 --from 等筛选条件选择，或给 --all',
  'was there already': '已存在',
  'with this own id of the seller': '含销售方的这一单据号',
  'with this in a name or the own id': '名称或单据号中含此文字',
} as const;
