/** Chinese texts of files, identities, settings and requests. */
export const ERRORS = {
  '--complete fills in what follows from the rest: amounts, tax, totals, seller':
    '--complete 可补齐其余内容推出的部分：金额、税额、合计、销售方',
  '{file} cannot be written: {cause}': '{file} 无法写入：{cause}',
  '{file} cannot be read: {cause}': '{file} 无法读取：{cause}',
  '{name} is not UTF-8 text': '{name} 不是 UTF-8 文本',
  'there is no such file or folder': '没有这个文件或文件夹',
  'it is a folder': '这是一个文件夹',
  'a part of its path is not a folder': '其路径的一部分不是文件夹',
  'access is denied': '没有访问权限',
  'the disk is full': '磁盘已满',
  'the disk is read-only': '磁盘只读',
  'has no certificate yet: send its request to the tax bureau, then fapiao identity install; repeat fapiao key new if that made the file':
    '还没有证书：请把其请求交给税务局，再运行 fapiao identity install；若文件由 fapiao key new 生成，请重新运行它',
  'is not an identity file': '不是身份文件',
  'holds a private key and others may read it: chmod 600 {file}':
    '含有私钥，但他人可以读取：chmod 600 {file}',
  'there is no identity file {file}: make one with fapiao identity new':
    '没有身份文件 {file}：请用 fapiao identity new 新建',
  'has no P-256 private key': '没有 P-256 私钥',
  'has a certificate for another key': '中的证书属于另一把密钥',
  'has a certificate that expired on {validTo}': '中的证书已于 {validTo} 到期',
  'has a certificate that is valid from {validFrom}': '中的证书自 {validFrom} 起有效',
  'has a certificate that cannot be read': '中的证书无法读取',
  'the network program is not installed: run fapiao from a built checkout of the whole repository':
    '没有安装网络程序：请在已构建的完整代码库中运行 fapiao',
  '{file} cannot be read as profiles: repair or remove it': '{file} 无法作为配置档读取：请修复或删除',
  'HOME is "{home}", and the system has no other on record: set HOME to an absolute path':
    'HOME 为 "{home}"，系统也没有其他记录：请把 HOME 设为绝对路径',
  'this note of a request with an unknown outcome cannot be read: {cause}':
    '这份结果未知的请求记录无法读取：{cause}',
  'Make the file readable; without it the same command sends a second request':
    '请使文件可读；没有它，同一命令会发送第二个请求',
  '{file} exists already: choose another name with --out': '{file} 已存在：请用 --out 另取名称',
  '{file} holds another key than the one that was registered: revoke that one':
    '{file} 中的密钥不是已登记的那把：请撤销已登记的',
  'the gateway’s answer about request {requestId} is not proved: {reason}':
    '网关关于请求 {requestId} 的应答没有得到证明：{reason}',
  'it is of ledger {named}, not {ledger}': '它属于账本 {named}，而不是 {ledger}',
  'it is by contract {chaincode}, not {contract}': '它来自智能合约 {chaincode}，而不是 {contract}',
  'it is about {named}, not {actor}': '它是关于 {named} 的，而不是 {actor}',
  'it is about request {requestId}': '它是关于请求 {requestId} 的',
  'it is as of {asOf}, which is not now': '它的时间是 {asOf}，不是现在',
  'form {sequence} of {starter} was running already, for reason {reason}: nothing was started':
    '{starter} 的确认单 {sequence} 已在进行，原因 {reason}：没有启动新的',
  'the gateway shows form {shown} of {number} instead of form {sequence}':
    '网关给出的是 {number} 的确认单 {shown}，而不是确认单 {sequence}',
  'the totals of the form are not the sums of its lines: do not trust this gateway':
    '确认单的合计不等于各行之和：请不要信任此网关',
  'form {sequence} of {number} has other terms than those that you name: {digest}':
    '{number} 的确认单 {sequence} 的内容与您指定的不同：{digest}',
  'the gateway shows the month of another taxpayer, or another month':
    '网关给出的是另一纳税人或另一月份的数据',
  'signing: nothing is issued or confirmed in {period} any more':
    '正在签名：{period} 此后不能再开票或确认用途',
  'the figures do not follow from the output and input that the gateway shows':
    '这些数字与网关给出的销项和进项不符',
  'the month has more than {max} invoices: its figures are as the gateway counts them':
    '该月发票超过 {max} 张：其数字以网关的计算为准',
  'the figures are not those of the invoices that the gateway lists: do not trust this gateway, or ask again':
    '这些数字与网关列出的发票不符：请不要信任此网关，或再查一次',
  'the gateway shows an empty page, and says that more follow': '网关给出空页，却说还有更多',
  'sent at {sentAt} without an answer: repeating request {requestId}':
    '{sentAt} 已发送但没有应答：正在重发请求 {requestId}',
  'the gateway refused request {requestId} ({code}), but the ledger has done it: do not trust this gateway':
    '网关拒绝了请求 {requestId}（{code}），但账本已执行：请不要信任此网关',
  'the outcome of request {requestId} is unknown, and it may still take effect ({why}); the same command repeats it safely':
    '请求 {requestId} 的结果未知，仍可能生效（{why}）；同一命令会安全地重发',
  'the outcome of request {requestId} is unknown, and it may still take effect until {until} ({why}); the same command repeats it safely':
    '请求 {requestId} 的结果未知，在 {until} 之前仍可能生效（{why}）；同一命令会安全地重发',
  'the gateway’s answer to request {requestId} differs from the ledger’s record: fapiao request show {requestId} shows the record':
    '网关对请求 {requestId} 的应答与账本的记录不一致：fapiao request show {requestId} 显示该记录',
  'the gateway says that request {requestId} is done, but the endorsers have no record of it':
    '网关说请求 {requestId} 已执行，但背书节点没有它的记录',
  'the gateway says that request {requestId} is done, but the endorsers have another request under this id':
    '网关说请求 {requestId} 已执行，但背书节点在此请求号下记录的是另一请求',
  'the gateway says that request {requestId} is cancelled, but the endorsers have no record':
    '网关说请求 {requestId} 已取消，但背书节点没有记录',
  'no identity is named: give --identity FILE, set FAPIAO_IDENTITY, or run fapiao login':
    '没有指定身份：请给出 --identity FILE、设置 FAPIAO_IDENTITY，或运行 fapiao login',
  '{file} is the identity of the role {role}: this command needs a taxpayer’s':
    '{file} 的身份角色是 {role}：此命令需要纳税人的身份',
  '{file} is the identity of a {role}: this command needs an officer’s':
    '{file} 的身份角色是 {role}：此命令需要税务人员的身份',
  '{file} is the identity of the role {role}: this command needs a payment provider’s':
    '{file} 的身份角色是 {role}：此命令需要支付机构的身份',
  '{file} is the identity of an {role}: this command needs a taxpayer’s or an officer’s':
    '{file} 的身份角色是 {role}：此命令需要纳税人或税务人员的身份',
  'there is no trust file {file}: fetch it with fapiao trust fetch, or name another with --trust FILE':
    '没有信任文件 {file}：请用 fapiao trust fetch 获取，或用 --trust FILE 指定另一个',
  'there is no profile "{name}": make one with fapiao login': '没有配置档 "{name}"：请用 fapiao login 新建',
  'the gateway "{text}" is not an address such as {gateway}': '网关 "{text}" 不是地址，应形如 {gateway}',
  'first contact: the trust file of ledger {ledger} is stored in {target}; compare its fingerprints with those the tax bureau publishes':
    '首次连接：账本 {ledger} 的信任文件已保存到 {target}；请将其指纹与税务局公布的核对',
} as const;
