/** Chinese texts of the commands of the bureau and of custodians. */
export const BUREAU = {
  'change what the bureau has decided about a taxpayer': '变更税务局对纳税人的核定',
  'credit code, or a person’s pseudonym': '统一社会信用代码，或个人化名',
  'address and telephone': '地址、电话',
  'bank and account': '开户行及账号',
  'largest gross of one invoice': '单张限额（价税合计）',
  'all rates granted by name; repeatable': '按名称核定的全部税率；可重复',
  'request for its key, new or as before: it is certified (again)':
    '其密钥的证书请求，新旧均可：将（重新）签发证书',
  'new public key or certificate, PEM': '新的公钥或证书，PEM',
  'where the certificate goes; beside the request when absent': '证书写到何处；省略时写在请求文件旁',
  'no change is named: give --contact, --bank, --single-limit, --rate-grant, --csr or --public-key':
    '没有指定变更：请给出 --contact、--bank、--single-limit、--rate-grant、--csr 或 --public-key',
  'set the address of the check page to which receipts link; without an address they link to none':
    '设定凭证所链接的查验页地址；不给地址则凭证不带链接',
  'such as https://check.example/': '例如 https://check.example/',
  'close all tax periods up to a month; nothing can be issued in them any more':
    '关闭某月及以前的全部所属期；此后这些月份不能再开票',
  'last month to close, such as 2026-02': '要关闭的最后一个月，例如 2026-02',
  'set how much net a seller may issue in a month': '设定销售方每月的发票总额度（不含税）',
  'credit code of the seller': '销售方的统一社会信用代码',
  'tax period, such as 2026-03': '所属期，例如 2026-03',
  'net of all invoices of the month': '当月全部发票的不含税金额',
  'certificate request of {whose}: it is certified, too': '{whose}的证书请求：同时签发证书',
  'public key of {whose}, PEM, or its certificate, in place of a request':
    '{whose}的公钥（PEM）或证书，代替证书请求',
  'write invoices of all taxpayers to a file, newest first (auditors may, too)':
    '把全体纳税人的发票写入文件，最新的在前（审计方也可使用）',
  'freeze an invoice, so that nothing can be done with it': '冻结发票，此后不能对其做任何操作',
  'invoice number, 20 digits': '发票号码，20 位',
  'reason, which the ledger keeps for the bureau and auditors': '原因，账本为税务局和审计方保存',
  'show why and when an invoice was frozen last, and which officer did it (auditors may, too)':
    '显示发票最近一次被冻结的原因、时间和税务人员（审计方也可使用）',
  'act for the tax bureau, and read what it may see': '代表税务局操作，并读取其可见的内容',
  'list invoices of all taxpayers, newest first (auditors may, too)':
    '列出全体纳税人的发票，最新的在前（审计方也可使用）',
  'account for every number of a seller and year; exit code 5 when some are missing (auditors may, too)':
    '核对销售方某年的每一个号码；有缺失时退出码为 5（审计方也可使用）',
  'return the unused numbers of a seller and of a year that is over': '缴销销售方已结束年度的未用号码',
  'show what would be returned and sign nothing': '显示将要缴销的号码，不签名',
  'nothing was sent': '没有发送任何内容',
  '{count} numbers are returned': '已缴销 {count} 个号码',
  'one request returns the numbers of {max} lanes: leave --request-id out':
    '一次请求最多缴销 {max} 个开票点的号码：请不要给 --request-id',
  'year of the numbers, such as 2026': '号码的年份，例如 2026',
  'operations of the bureau are {operations}': '税务局的操作有 {operations}',
  'manage the officers who act for the bureau': '管理代表税务局操作的税务人员',
  'the officer': '税务人员',
  'register an officer, or a new key, which replaces the old one': '登记税务人员，或以新密钥替换旧密钥',
  'code of the officer, such as O0002': '税务人员代码，例如 O0002',
  'operations that the key may sign, all of the bureau when absent':
    '该密钥可签署的操作；省略时为税务局的全部操作',
  'give the officer’s key with either --csr FILE or --public-key FILE':
    '请用 --csr FILE 或 --public-key FILE 之一给出税务人员的密钥',
  'revoke another officer: statements signed from then on are refused':
    '撤销另一名税务人员：此后签署的声明一律拒绝',
  'code of the officer': '税务人员代码',
  'manage the payment providers whose confirmations the ledger takes': '管理账本认可其确认的支付机构',
  'register a payment provider, or a new key, which replaces the old one':
    '登记支付机构，或以新密钥替换旧密钥',
  'code of the provider, such as V-PAY': '支付机构代码，例如 V-PAY',
  'name of the provider': '支付机构名称',
  'its public key, PEM: fapiao provider new writes it': '其公钥，PEM：由 fapiao provider new 写出',
  'organization of the platform that serves it': '为其服务的平台机构',
  'revoke a payment provider: none of its statements takes effect any more':
    '撤销支付机构：其声明从此一律无效',
  'code of the provider': '支付机构代码',
  '{file} is a private key: it must never leave its owner': '{file} 是私钥：绝不能离开其所有者',
  '{file} holds no P-256 public key in PEM': '{file} 中没有 PEM 格式的 P-256 公钥',
  '{file} is no certificate request in PEM that the owner of its P-256 key has signed':
    '{file} 不是由其 P-256 密钥所有者签名的 PEM 证书请求',
  'publish a version of the tax rules, from a file or as a change of another version':
    '发布一版税收规则，来自文件，或在另一版上修改',
  'rule set, JSON; - reads standard input': '税收规则集，JSON；- 表示读取标准输入',
  'a rule set that comes with this program': '本程序自带的税收规则集',
  'the newest rule set that is published': '已发布的最新税收规则集',
  'let special invoices have lines of this row, such as L01': '允许专用发票使用这一行，例如 L01',
  'keep this row for ordinary invoices': '这一行仅限普通发票',
  'name of the new version': '新版本的名称',
  'first day of the new version': '新版本的首日',
  'show the rule set and sign nothing': '显示规则集，不签名',
  'give either a FILE with a rule set, --built-in or --in-force':
    '请给出规则集文件 FILE、--built-in、--in-force 三者之一',
  'rule set {version} has no row {missing}': '规则集 {version} 没有 {missing} 这一行',
  'a changed rule set needs a name of its own: give --as VERSION':
    '修改后的规则集需要自己的名称：请给出 --as VERSION',
  'Examples:': '示例：',
  'The first rules of a ledger:': '账本的第一版规则：',
  'The rules of December 2026, later:': '2026 年 12 月的规则，推后生效：',
  '1 % on special invoices, from 2027:': '自 2027 年起专用发票可用 1%：',
  'the taxpayer': '纳税人',
  'register a taxpayer with its key': '登记纳税人及其密钥',
  'how it is taxed': '计税方式',
  'registered name; a person has none': '登记名称；个人没有名称',
  'rate granted by name; repeatable': '按名称核定的税率；可重复',
  'organization whose platform it uses; the one of the trust file when there is only one':
    '其所用平台的机构；信任文件只有一个时可省略',
  'give the taxpayer’s key with either --csr FILE or --public-key FILE':
    '请用 --csr FILE 或 --public-key FILE 之一给出纳税人的密钥',
  'the taxpayer’s platform is not named: give --msp ID; platforms of the trust file: {platforms}':
    '没有指定纳税人的平台：请给出 --msp ID；信任文件中的平台：{platforms}',
  'a person has no --name on the ledger': '个人在账本上没有 --name',
  'an enterprise needs --name': '企业需要 --name',
  'judge issued invoices again, from a copy of the blocks and without a gateway (auditors may, too)':
    '用区块副本重新判定已开发票，不经过网关（审计方也可使用）',
  'blocks of an embedded ledger, which may be in use': '嵌入式账本的区块，可以正在使用',
  'a folder of block files, as peer channel fetch writes them':
    '区块文件所在的文件夹，由 `peer channel fetch` 写出',
  'blocks of a Fabric network, from its peers': 'Fabric 网络的区块，取自其节点',
  'first block': '第一个区块',
  'last block': '最后一个区块',
  'first day of issue': '开票首日',
  'last day of issue': '开票末日',
  'threads that judge': '用于判定的线程数',
  'name of the contract on the ledger': '账本上智能合约的名称',
  'the blocks are named by one of --ledger, --file and --home': '请用 --ledger、--file、--home 之一指定区块',
  judging: '判定',
  blocks: '个区块',
  '--from-block: the last block is {last}': '--from-block：最后一个区块是 {last}',
  'no block is from {fromBlock} to {toBlock}': '从 {fromBlock} 到 {toBlock} 没有区块',
  'no day is from {from} to {to}': '从 {from} 到 {to} 没有日期',
  'end the freeze of an invoice': '解除发票的冻结',
  'list the returns of all taxpayers (auditors may, too)': '列出全体纳税人的申报（审计方也可使用）',
  'only in this state': '只列处于这一状态的',
  'only of this taxpayer': '只列这一纳税人的',
  'count each filed month again; sign its acceptance, or the figure that differs':
    '重新计算每个已申报的月份；签署接受，或指出有差异的数字',
  'go on with returns that are filed later, until the command is ended': '继续处理以后的申报，直到命令结束',
  'no return waits for a decision': '没有等待决定的申报',
  'the returns that wait could not be read: {error}': '无法读取等待决定的申报：{error}',
  'the gateway shows another return than the one that waits': '网关给出的不是正在等待的那份申报',
  'show the tax rules in force, and those that wait for their first day (every caller may)':
    '显示现行税收规则，以及待生效的规则（任何调用方均可）',
  'the bureau has published no rule set': '税务局尚未发布规则集',
  'in force on {date}': '自 {date} 现行',
  'from {validFrom}': '自 {validFrom} 起',
  'periods through {closedThrough} are closed': '{closedThrough} 及以前的所属期已关闭',
  'grant a seller the next invoice numbers under a prefix': '按前缀授予销售方下一段发票号码',
  'how they are formed': '号码的组成方式',
  'DIGITAL: year, province, channel; SHENZHEN_2018: the 12-digit code':
    'DIGITAL：年份、省份、渠道；SHENZHEN_2018：12 位发票代码',
  'how many numbers': '号码个数',
  '--prefix {prefix}: the prefix of {profile} is {form}': '--prefix {prefix}：{profile} 的前缀为{form}',
  'five digits, such as 26442: two of the year, two of the province, one of the channel':
    '五位数字，例如 26442：两位年份、两位省份、一位渠道',
  'the 12 digits of the invoice code, such as 144032609110: the sixth and seventh are the year':
    '12 位发票代码，例如 144032609110：第六、七位为年份',
  'stop a taxpayer from issuing and acting': '停止纳税人开票和操作',
  'let a suspended taxpayer act again': '让被暂停的纳税人恢复操作',
  'add up what was issued (auditors may, too)': '汇总已开发票（审计方也可使用）',
  'one or more, separated by commas: {dimensions}': '一项或多项，以逗号分隔：{dimensions}',
  'first month': '首月',
  'last month': '末月',
  'of sellers in: 2, 4 or 6 digits (GB/T 2260)': '销售方所在地区：2、4 或 6 位（GB/T 2260）',
  'issued by': '由其开具',
  'only lines at this rate, such as 0.13': '只计这一税率的明细行，例如 0.13',
  'of which type': '发票种类',
  'each at most once of {dimensions} is expected': '应为 {dimensions} 中的若干项，每项最多一次',
  'invoices were issued meanwhile: only the later groups include them':
    '其间又开具了发票：只有后面的分组包含它们',
  'list small-scale sellers whose sales of twelve months come near the limit (auditors may, too)':
    '列出十二个月销售额接近上限的小规模销售方（审计方也可使用）',
  'least share of the limit, such as 0.8': '占上限的最低比例，例如 0.8',
  'net of {from} to {to}, limit {limit}': '{from} 至 {to} 的不含税销售额，上限 {limit}',
  '{title}: no seller': '{title}：没有销售方',
  'certificate request of the taxpayer’s access key': '纳税人访问密钥的证书请求',
  'where its certificate goes; beside the request when absent': '其证书写到何处；省略时写在请求文件旁',
  '{file} is the certificate of the access key: run fapiao identity install':
    '{file} 是访问密钥的证书：请运行 fapiao identity install',
  'this gateway keeps no keys: it was started without FAPIAO_CUSTODIAN':
    '本网关不托管密钥：启动时没有设置 FAPIAO_CUSTODIAN',
  'no key of {code} is in custody': '没有托管 {code} 的密钥',
  'in force': '有效',
  idle: '闲置',
  'have the gateway make and keep a taxpayer’s key, which the bureau then registers':
    '让网关生成并托管纳税人的密钥，再由税务局登记',
  'where the public half goes; beside the request when absent': '公钥写到何处；省略时写在请求文件旁',
  'Send {file} to the tax bureau, which runs fapiao bureau register or amend with --public-key {file}':
    '把 {file} 交给税务局，由其运行 fapiao bureau register 或 amend 并加上 --public-key {file}',
  'manage keys that a gateway keeps for taxpayers': '管理网关为纳税人托管的密钥',
  'show which keys of a taxpayer the gateway keeps': '显示网关托管的纳税人密钥',
  'give a taxpayer another access key, or a new certificate for the one it has':
    '为纳税人换一把访问密钥，或为现有密钥换新证书',
  'erase the keys of a taxpayer that the ledger does not name': '清除账本未登记的纳税人密钥',
  'reason, which the ledger keeps and the taxpayer may read': '原因，账本保存，该纳税人可以读取',
  '--prefix {prefix}: its numbers are of {year}, and only those of {now} and {next} are granted':
    '--prefix {prefix}：其号码属于 {year} 年，只能授予 {now} 年和 {next} 年的号码',
} as const;
