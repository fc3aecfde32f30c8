/** Chinese texts of the commands about keys, mandates, payments, returns, trust and requests. */
export const TAXPAYER = {
  'print a script that completes commands and options in your shell': '输出在您的终端中补全命令和选项的脚本',
  'your shell': '您的终端程序',
  'look for what keeps you from working: gateway, clock, identity, register, trust file':
    '检查使您无法工作的原因：网关、时钟、身份、登记、信任文件',
  'Where FAPIAO_FABRIC_HOME names the folder of a Fabric network, that is examined too, as by fapiao network doctor.':
    '若 FAPIAO_FABRIC_HOME 指定 Fabric 网络的文件夹，也一并检查，与 fapiao network doctor 相同。',
  'manage your key and certificate': '管理您的密钥和证书',
  'put the certificate that the tax bureau gave into an identity file': '把税务局给的证书装入身份文件',
  'identity file': '身份文件',
  'certificate, PEM; - reads standard input': '证书，PEM；- 表示读取标准输入',
  '{certificateFile} is for another key than the one in {file}':
    '{certificateFile} 对应的密钥不是 {file} 中的密钥',
  '{file} is not a certificate in PEM': '{file} 不是 PEM 证书',
  'make a key here and the request by which the tax bureau certifies it':
    '在本机生成密钥，以及请税务局签发证书的请求',
  'identity file to write; the request goes beside it as .csr': '要写的身份文件；请求写在旁边，扩展名 .csr',
  'your credit code, pseudonym, or officer’s code': '您的统一社会信用代码、化名或税务人员代码',
  'what you are': '您的角色',
  'organization whose platform you use ({platform}), or whose officer you are ({bureau})':
    '您所用平台的机构（{platform}），或您作为税务人员所属的机构（{bureau}）',
  'overwrite an identity: its key is lost forever': '覆盖已有身份：其密钥将永远丢失',
  'a taxpayer needs --code CODE: its credit code, or pseudonym':
    '纳税人需要 --code CODE：其统一社会信用代码或化名',
  'an officer needs --code CODE, such as O0002': '税务人员需要 --code CODE，例如 O0002',
  '{file} exists already, and its key would be lost: choose another name, or overwrite with --force':
    '{file} 已存在，覆盖会丢失其密钥：请另取名称，或用 --force 覆盖',
  '{file} holds a new key, which exists nowhere else: keep a copy in a safe place':
    '{file} 保存了新密钥，别处没有副本：请在安全的地方备份',
  'Send {request} to the tax bureau, and install its certificate with':
    '把 {request} 交给税务局，然后这样安装证书：',
  'show the identity in a file, without its key': '显示文件中的身份，不显示密钥',
  'identity file; the one of the settings when absent': '身份文件；省略时用设置中的',
  'give tills and programs keys of their own, and revoke them': '为收款机和程序配发专用密钥，并可撤销',
  'make a key in a file of its own, and register it with your identity':
    '在单独的文件中生成密钥，并用您的身份登记',
  'your name for the key, such as till-1': '您给密钥起的名称，例如 till-1',
  'identity file to write; NAME.json when absent': '要写的身份文件；省略时为 NAME.json',
  'may issue: from these lanes, such as till-1,till-2, or from every lane when none is named':
    '可以开票：限这些开票点，例如 till-1,till-2；不写则为全部开票点',
  'may transfer, lock, unlock and redeem': '可以流转、锁定、解锁和入账',
  'may read what you may read': '可以读取您能读取的内容',
  'largest gross of an invoice that it issues, transfers, locks or unlocks, and largest amount that it redeems at once':
    '其开具、流转、锁定或解锁的发票的最大价税合计，以及一次入账的最大金额',
  'last day in Shanghai, such as 2026-12-31, or last second in UTC, at which the key is valid':
    '密钥有效的最后一天（北京时间），例如 2026-12-31，或最后一秒（UTC）',
  'show what would be signed, and write nothing': '显示将要签署的内容，不写任何文件',
  'nothing was made and nothing was sent': '没有生成也没有发送任何内容',
  '{file} holds the key {name}, which exists nowhere else': '{file} 保存了密钥 {name}，别处没有副本',
  'Bring the file to the till, and there:': '把文件带到收款机，在那里运行：',
  'Revoke it when the till is lost: fapiao key revoke {name}': '收款机丢失时请撤销：fapiao key revoke {name}',
  'list your keys, also those that have ended': '列出您的密钥，包括已失效的',
  'revoke a key at once; what it has done stays': '立即撤销密钥；其已做的操作仍然有效',
  'name of the key': '密钥名称',
  'show what would be signed, and send nothing': '显示将要签署的内容，不发送',
  revoked: '已撤销',
  'say what the key may do: --issue, --circulate, --read':
    '请说明密钥可以做什么：--issue、--circulate、--read',
  'a key that only reads has no largest amount: leave --max out': '只读密钥没有最大金额：请不要给 --max',
  'lanes are different names of 1 to 20 of A-Z a-z 0-9 -, separated by commas':
    '开票点为互不相同的名称，各 1 至 20 位 A-Z a-z 0-9 -，以逗号分隔',
  'a day such as 2027-01-01, or a moment such as 2027-01-01T08:00:00Z':
    '日期如 2027-01-01，或时刻如 2027-01-01T08:00:00Z',
  'A till that issues from its own lane, at most 1,000 yuan per invoice, until the end of the year:':
    '一台收款机，只用自己的开票点，每张发票最多 1,000 元，到年底为止：',
  'elect a levy row of the rate table for your company, for at least 36 months':
    '为您的企业选择税率表中的简易计税行，至少 36 个月',
  'elect a row from this month or the next one': '自本月或下月起选择一行',
  'row of the rate table, such as L03': '税率表的行，例如 L03',
  'first month, such as 2026-12': '首月，例如 2026-12',
  'judge the election here and sign nothing': '只在本机判定该选择，不签名',
  'end the election, once its months are over': '月份期满后结束该选择',
  'judge the end here and sign nothing': '只在本机判定能否结束，不签名',
  'show the election, and the month in which it may end': '显示该选择，以及可以结束的月份',
  '{code} has elected no levy row': '{code} 没有选择简易计税',
  'keep gateway and identity in a profile, so that you need not type them again':
    '把网关和身份保存为配置档，以后不必重复输入',
  'name to keep them under; --profile chooses among several': '保存所用的名称；以后用 --profile 选用',
  'trust file that verify uses': 'verify 使用的信任文件',
  'there is no trust file {trust}: fetch one with fapiao trust fetch':
    '没有信任文件 {trust}：请用 fapiao trust fetch 获取',
  'let payment providers issue the invoices of what was paid to you': '让支付机构为您收到的款项开票',
  'grant a payment provider a mandate, in place of the former one': '授予支付机构开票授权，代替原有授权',
  'largest payment, in yuan with tax, that issues invoices': '可据以开票的最大单笔支付金额（含税，元）',
  'last second, UTC, such as 2026-12-31T15:59:59Z': '最后一秒，UTC，例如 2026-12-31T15:59:59Z',
  'lane to issue from': '用于开票的开票点',
  'only invoices of this type; both types when absent': '只限这种发票；省略时两种均可',
  'let refunds start red-letter invoices, with numbers of this lane': '允许退款启动红冲，号码取自这一开票点',
  'list your mandates, also those that have ended': '列出您的开票授权，包括已失效的',
  'revoke a mandate at once; what it has issued stays': '立即撤销授权；其已开具的发票仍然有效',
  'make, start, repair and examine a Fabric network on this machine: fapiao network --help':
    '在本机建立、启动、修复和检查 Fabric 网络：fapiao network --help',
  '{command} must be the first word: no options may stand before it':
    '{command} 必须是第一个词：前面不能有选项',
  'confirm payments and refunds as a payment provider': '作为支付机构确认支付和退款',
  'make the key of a payment provider, and write its public key for the tax bureau':
    '生成支付机构的密钥，并为税务局写出公钥',
  'identity file to write': '要写的身份文件',
  '{file} exists already: choose another name': '{file} 已存在：请另取名称',
  '{file} holds the key. Send {publicKey} to the tax bureau, and when it has registered the key:':
    '{file} 保存了密钥。请把 {publicKey} 交给税务局，登记后运行：',
  'write the registration of the key, as the tax bureau names it, into the identity file':
    '把税务局给出的密钥登记期写入身份文件',
  'identity file that fapiao provider new wrote': '由 fapiao provider new 写出的身份文件',
  'keyEpoch of the registration': '登记的 keyEpoch',
  '{file} is the identity of the role {role}, not of a payment provider':
    '{file} 的身份角色是 {role}，不是支付机构',
  '{file} can confirm payments now': '{file} 现在可以确认支付',
  'confirm a payment; with drafts, issue their invoices by the mandate of the payee':
    '确认一笔支付；附有待开发票时，按收款方的授权开票',
  'your id of the payment': '您的支付编号',
  'amount, with tax': '含税金额',
  'moment of the payment, UTC': '支付时刻，UTC',
  'JSON: the drafts that it pays; - reads standard input': 'JSON：这笔支付对应的待开发票；- 表示读取标准输入',
  'confirm a refund, which starts to reverse all that is left of an invoice of the payment':
    '确认一笔退款，由此启动红冲该支付的一张发票的全部余额',
  'your id of the refund': '您的退款编号',
  'moment of the refund, UTC': '退款时刻，UTC',
  'number of the invoice': '发票号码',
  'error, return, service-stopped, or a national code': 'error、return、service-stopped，或国家代码',
  'show a payment with its invoices and refunds, as its provider or its payee':
    '显示一笔支付及其发票和退款，供其支付机构或收款方使用',
  'such as V-PAY/12345': '例如 V-PAY/12345',
  'outcome of a request that you signed, as the ledger’s organizations endorse it':
    '您所签请求的结果，由账本各机构背书',
  'show whether a request was done, or was replaced and can never be done':
    '显示请求是否已执行，或已被替代而永不执行',
  'request id': '请求号',
  'cancel a request, so that it never takes effect, unless it already has':
    '取消请求，使其永不生效，除非已经生效',
  'A statement that is still under way may yet take effect: fapiao request cancel prevents that.':
    '仍在途中的声明可能还会生效：fapiao request cancel 可以阻止。',
  'returns of your tax periods on this ledger: show, file, list':
    '您各所属期在本账本的申报：显示、申报、列出',
  'count a month from your invoices, and show its return': '按您的发票计算一个月，并显示其申报',
  'tax period, such as 2026-06; the last month when absent': '所属期，例如 2026-06；省略时为上个月',
  'show the figures of a month that is over, and sign them; nothing can be issued or confirmed in it afterwards':
    '显示已结束月份的数字并签名；此后该月不能再开票或确认用途',
  'tax period, such as 2026-06': '所属期，例如 2026-06',
  'count the month here and sign nothing': '只在本机计算该月，不签名',
  'list the returns that you have filed': '列出您已提交的申报',
  'Filing cannot be undone: from then on nothing is issued in the month, and no use is confirmed for it. The bureau accepts the return, or names a figure that differs. In that case, file the month again. This is a return on this ledger and replaces no return that a tax bureau asks for.':
    '申报不可撤销：此后该月不能再开票，也不能确认用途。税务局接受申报，或指出有差异的数字；后一种情况请重新申报该月。这是本账本上的申报，不能代替税务局要求的任何申报。',
  'write each authority of the trust file to a file of its own, for other programs':
    '把信任文件中的每个证书颁发机构写入单独的文件，供其他程序使用',
  'where authority-1.pem, authority-2.pem … go': 'authority-1.pem、authority-2.pem…… 写到何处',
  'fetch the trust file of the network from the gateway': '从网关获取网络的信任文件',
  'file to write; beside your profiles when absent, where verify finds it':
    '要写的文件；省略时写在配置档旁，verify 会在那里查找',
  'replace a trust file that differs': '替换不同的信任文件',
  'the organizations that receipts are checked against': '查验凭证所依据的机构',
  '{file} exists already and differs from the gateway’s trust file: find out why before you replace it with --force':
    '{file} 已存在，且与网关的信任文件不同：请查明原因，再用 --force 替换',
  'one of {any}': '{any} 之一',
  'Compare these with the fingerprints that the tax bureau publishes:': '请与税务局公布的指纹核对：',
  'the owners of these certificates decide which receipts count as genuine.':
    '这些证书的所有者决定哪些凭证为真。',
  'replace the profile of that name without asking': '直接替换同名的配置档，不再询问',
  'the gateway alone has checked which authority issued the certificate, because there is no trust file here: fapiao trust fetch':
    '本机没有信任文件，证书由哪个证书颁发机构签发只由网关核对：可运行 fapiao trust fetch',
  '{finding}. {cure}': '{finding}。{cure}',
  '{file}: {finding}. {cure}': '{file}：{finding}。{cure}',
  '{file}, by the trust file {trust}: {finding}. {cure}': '{file}，按信任文件 {trust}：{finding}。{cure}',
  'nothing was changed': '没有更改任何内容',
  'the profile "{name}" exists already, with the identity {identity}: replace it?':
    '配置档 "{name}" 已存在，身份为 {identity}：要替换吗？',
  '{current} stays the current profile: fapiao profile use {name} changes that':
    '当前配置档仍是 {current}：可用 fapiao profile use {name} 切换',
  'the profile "{name}" exists already, with the identity {identity}: replace it with --replace, or choose another name with --as':
    '配置档 "{name}" 已存在，身份为 {identity}：请用 --replace 替换，或用 --as 另取名称',
  'list, choose and remove the profiles that fapiao login keeps':
    '列出、选用和删除 fapiao login 保存的配置档',
  'list your profiles; the current one has an asterisk': '列出您的配置档；当前的带星号',
  'commands use the identity {identity}, named by {source}': '命令使用身份 {identity}，由{source}指定',
  'the current profile': '当前配置档',
  'there are no profiles: fapiao login makes one': '没有配置档：可用 fapiao login 新建',
  'make a profile the current one': '把一个配置档设为当前',
  'name of the profile': '配置档名称',
  '{name} is the current profile': '当前配置档为 {name}',
  'remove a profile; its identity file stays': '删除配置档；其身份文件保留',
  'removed; no profile is the current one': '已删除；没有当前配置档',
  'removed; {current} is the current profile': '已删除；当前配置档为 {current}',
  'as {who}': '操作方：{who}',
  'print an access token for curl and for Authorize on the gateway’s /docs':
    '输出访问令牌，供 curl 和网关 /docs 页的 Authorize 使用',
  'METHOD PATH BODY-FILE of the one request that the token is for, such as POST /v1/custodian/taxpayers body.json':
    '令牌所限的唯一请求：方法、路径、内容文件，例如 POST /v1/custodian/taxpayers body.json',
  'value of the header Idempotency-Key': 'Idempotency-Key 头的值',
  'value of the header Fapiao-Lane': 'Fapiao-Lane 头的值',
  'valid for {minutes} minutes': '有效期 {minutes} 分钟',
  '--request-id and --lane belong to the request of --for': '--request-id 和 --lane 属于 --for 的请求',
  '--for takes POST or PATCH, a path from /v1 on, and the file of the body':
    '--for 需要 POST 或 PATCH、以 /v1 开头的路径和内容文件',
  'let the ledger issue one invoice for each of your own ids (ref) at most':
    '让账本对您的每个单据号（ref）最多开具一张发票',
  'shows the present choice when absent': '省略时显示当前设置',
  'strict refs are on: the ledger issues one invoice for each own id at most':
    '单据号唯一已开启：账本对每个单据号最多开具一张发票',
  'strict refs are off: the ledger does not compare own ids': '单据号唯一已关闭：账本不比对单据号',
  'Without strict refs, imports guard against doubles by asking the gateway and by their request ids. With them the ledger itself refuses an own id that has an invoice, also when two imports run at once. It remembers the own ids of invoices that are issued from then on. An invoice then costs one more key on the ledger.':
    '未开启时，导入通过询问网关和请求号防止重复。开启后，账本自身拒绝已有发票的单据号，两次导入同时运行时也一样。账本记住此后所开发票的单据号；每张发票在账本上多占一个键。',
} as const;
