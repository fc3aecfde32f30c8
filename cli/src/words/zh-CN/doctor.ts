/** Chinese texts of the findings of fapiao doctor and their cures. */
export const DOCTOR = {
  '{origin} answers': '{origin} 有应答',
  'Is the address right (--gateway, FAPIAO_GATEWAY, fapiao login)? Does the gateway run, and may you reach it?':
    '地址是否正确（--gateway、FAPIAO_GATEWAY、fapiao login）？网关是否在运行，您能否连接到它？',
  'Enrol with the authority of {mspId} in this network, or use the gateway of the network that certified you.':
    '请到本网络中 {mspId} 的证书颁发机构注册，或使用为您签发证书的网络的网关。',
  'no authority of the gateway’s network issued your certificate':
    '您的证书不是由网关所在网络的证书颁发机构签发的',
  'your certificate comes from {mspId}’s authority for {certifies}':
    '您的证书来自 {mspId} 的{certifies}证书颁发机构',
  'Have the authority of {mspId} certify another key, and the tax bureau register it.':
    '请由 {mspId} 的证书颁发机构为另一把密钥签发证书，并由税务局登记。',
  'your certificate is revoked': '您的证书已被吊销',
  'the authority of {mspId} is revoked': '{mspId} 的证书颁发机构已被吊销',
  'Install the certificate as the authority issued it: fapiao identity install.':
    '请按签发的原样安装证书：fapiao identity install。',
  'the signature in your certificate has a high S, which is refused': '您证书中的签名 S 值偏高，会被拒绝',
  'Use the identity that {mspId} certified, or make one with --msp {issuer}.':
    '请使用 {mspId} 签发的身份，或用 --msp {issuer} 新建一个。',
  'you act for {mspId}, but {issuer} issued your certificate': '您代表 {mspId}，但证书由 {issuer} 签发',
  'Have the authority of {mspId} for {purpose} certify your key.':
    '请由 {mspId} 的{purpose}证书颁发机构为您的密钥签发证书。',
  'your role is {role}, but the authority of {mspId} for {certifies} issued your certificate':
    '您的角色是 {role}，但证书由 {mspId} 的{certifies}证书颁发机构签发',
  'Set this machine’s clock by NTP (timedatectl set-ntp true); if it is right, tell the gateway’s operator.':
    '请用 NTP 校准本机时钟（timedatectl set-ntp true）；若本机正确，请告知网关的运营方。',
  'the gateway does not tell its time': '网关没有给出时间',
  'Ask its operator to send a Date header.': '请其运营方发送 Date 头。',
  'this clock is {seconds} s behind the gateway’s': '本机时钟比网关慢 {seconds} 秒',
  'this clock is {seconds} s ahead of the gateway’s': '本机时钟比网关快 {seconds} 秒',
  'this clock agrees with the gateway’s': '本机时钟与网关一致',
  'Keep the key. Send its request, {request}, to the tax bureau, then fapiao identity install {file} CERTIFICATE.pem.':
    '请保留密钥。把其请求 {request} 交给税务局，再运行 fapiao identity install {file} CERTIFICATE.pem。',
  'Name one with --identity FILE, FAPIAO_IDENTITY or fapiao login; fapiao identity new makes one.':
    '请用 --identity FILE、FAPIAO_IDENTITY 或 fapiao login 指定；fapiao identity new 可新建一个。',
  'no identity is named: only public commands work': '没有指定身份：只能使用公开的命令',
  'Repair the file, or name another with --identity.': '请修复文件，或用 --identity 指定另一个。',
  '{file} holds a further key of {code}, for its owner only':
    '{file} 保存了 {code} 的附加密钥，仅其所有者可读',
  'a taxpayer': '某纳税人',
  '{file} holds a key without a certificate': '{file} 保存了密钥，但没有证书',
  '{file} has no certificate that can be read': '{file} 中的证书无法读取',
  '{file} has a certificate for another key': '{file} 中的证书属于另一把密钥',
  'Install the certificate that was made for its request.': '请安装为其请求签发的证书。',
  '{file} holds a key and its certificate, for its owner only': '{file} 保存了密钥及其证书，仅其所有者可读',
  'your certificate expired on {to}': '您的证书已于 {to} 到期',
  'your certificate is valid from {from}': '您的证书自 {from} 起有效',
  'Wait, or set this machine’s clock.': '请等待，或校准本机时钟。',
  'your certificate is valid until {to}': '您的证书有效至 {to}',
  'your certificate ends in {days} days (fewer than {reminder})':
    '您的证书还有 {days} 天到期（少于 {reminder} 天）',
  'Ask the bureau to certify you again with these attributes: {wanted}.':
    '请税务局重新签发证书，属性为：{wanted}。',
  'your certificate has no role attribute': '您的证书没有角色属性',
  'your certificate has the role {certified}, the file says {role}':
    '您的证书角色是 {certified}，文件中是 {role}',
  'no code': '没有代码',
  'your certificate names {certified}, the file names {code}':
    '您的证书写的是 {certified}，文件写的是 {code}',
  'your certificate makes you {named}': '您的证书表明您是 {named}',
  'you sign for {channel}, as the gateway’s network is named': '您为 {channel} 签名，与网关的网络名称一致',
  'you sign for channel {channel}, the gateway serves {served}':
    '您为通道 {channel} 签名，网关服务的是 {served}',
  'Use --channel {channel} (FAPIAO_CHANNEL, fapiao login), or another gateway.':
    '请使用 --channel {channel}（FAPIAO_CHANNEL、fapiao login），或换一个网关。',
  'Run fapiao trust fetch, and compare its fingerprints with those the tax bureau publishes.':
    '请运行 fapiao trust fetch，并与税务局公布的指纹核对。',
  'no trust file is named: receipts can be checked only with --trust':
    '没有指定信任文件：只有加 --trust 才能查验凭证',
  'Fetch it again: fapiao trust fetch.': '请重新获取：fapiao trust fetch。',
  '{file} equals the gateway’s trust file': '{file} 与网关的信任文件一致',
  'Ask the tax bureau which is right. If the network has changed: fapiao trust fetch --force; if not, do not use this gateway.':
    '请向税务局确认哪一份正确。若网络确有变更：fapiao trust fetch --force；若没有，请勿使用此网关。',
  '{file} and the gateway differ in {fields}': '{file} 与网关在以下方面不同：{fields}',
  'Ask the tax bureau whether {code} is registered, and by which platform.':
    '请向税务局确认 {code} 是否已登记，以及由哪个平台登记。',
  'the tax bureau has suspended {code} ({reason}): every statement it signs is refused':
    '税务局已暂停 {code}（{reason}）：其签署的声明一律拒绝',
  'Ask the tax bureau; only it can reinstate you.': '请联系税务局；只有它能恢复。',
  'Use the identity whose key is registered, or have the bureau enter yours: fapiao bureau amend {code}.':
    '请使用已登记密钥的身份，或请税务局登记您的密钥：fapiao bureau amend {code}。',
  'the register has another key of {code}: your statements are refused':
    '登记中 {code} 的密钥是另一把：您的声明会被拒绝',
  'the register has {code}, active, with your key': '{code} 已登记，状态正常，密钥是您的',
  'Make another key with the identity of the taxpayer: fapiao key new.':
    '请用纳税人的身份另建密钥：fapiao key new。',
  'the ledger has your key {name}, for {scopes}': '账本上有您的密钥 {name}，可用于{scopes}',
  '{finding}, without an end': '{finding}，无截止时间',
  '{finding}, until {until}': '{finding}，截至 {until}',
  '{finding}; it ends in {days} days (fewer than {reminder})':
    '{finding}；还有 {days} 天失效（少于 {reminder} 天）',
  'the register has officer {code}, with your key': '税务人员 {code} 已登记，密钥是您的',
  'Have another officer register your key: fapiao bureau officer add {code} --public-key FILE.':
    '请另一名税务人员登记您的密钥：fapiao bureau officer add {code} --public-key FILE。',
  'no credit is granted for this month: nothing can be issued': '本月没有发票总额度：不能开票',
  'To issue invoices, ask the tax bureau for credit of this month.':
    '如需开票，请向税务局申请本月的发票总额度。',
  'Ask the gateway’s operator.': '请联系网关的运营方。',
  '{left} of {granted} is left for {month}': '{month} 的额度 {granted}，剩余 {left}',
  'Ask the tax bureau for more before it is used up.': '请在用完之前向税务局申请更多额度。',
  '{count} invoice numbers of {year} are left': '{year} 年的发票号码剩余 {count} 个',
  'Ask the tax bureau for a segment before they are used up.': '请在用完之前向税务局申请号段。',
  'it gave no reason': '未说明原因',
  'the gateway’s answer about credit cannot be read': '网关关于额度的应答无法读取',
} as const;
