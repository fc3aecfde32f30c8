#!/usr/bin/env bash
# Issues an invoice with curl, openssl and jq: issue.sh IDENTITY.json TRUST.json DRAFT.json GATEWAY REQUEST-ID
set -euo pipefail
export LC_ALL=C
identity=$1 trust=$2 draft=$3 gateway=$4 request_id=$5
work=$(mktemp -d)
trap 'rm -r "$work"' EXIT
(umask 077 && jq -r .privateKey "$identity" >"$work/key.pem")
actor=$(jq -r .code "$identity")

# Signs standard input: DER into signature.der, and its numbers into r and s, in hex. The ledger takes the lower of the two s that verify,
# so it signs again until s is low.
zeros=$(printf '%064d' 0)
half=7FFFFFFF800000007FFFFFFFFFFFFFFFDE737D56D38BCF4279DCE5617E3192A8
sign() {
  cat >"$work/text"
  while :; do
    openssl dgst -sha256 -sign "$work/key.pem" -out "$work/signature.der" "$work/text"
    read -r r s < <(openssl asn1parse -inform DER -in "$work/signature.der" |
      sed -n 's/.*INTEGER *://p' | sed "s/^/$zeros/; s/.*\(.\{64\}\)$/\1/" | paste -sd ' ' -)
    [[ $s > $half ]] || return 0
  done
}
base64url() { openssl base64 -A | tr '+/' '-_' | tr -d '='; }

# The token: a JWT that proves possession of the key, for two minutes.
token() {
  local now head claims
  now=$(date +%s)
  head=$(jq -c '{alg: "ES256", x5c: [.certificate | gsub("-----[A-Z ]+-----|\\s"; "")]}' "$identity" | base64url)
  claims=$(jq -c --argjson now "$now" '{aud: .channel, iat: $now, exp: ($now + 120)}' "$trust" | base64url)
  sign < <(printf %s "$head.$claims")
  printf '%s.%s.%s' "$head" "$claims" "$(printf "$(sed 's/../\\x&/g' <<<"$r$s")" | base64url)"
}
# The list of processes shows every user the arguments of curl, so the token goes by a file in a folder of this user alone.
call() {
  printf 'Authorization: Bearer %s\n' "$(token)" >"$work/authorization"
  curl -sS --fail-with-body -H @"$work/authorization" -H 'Content-Type: application/json' "$@"
}

# The request, and its digest: a line that names the form, then JSON with sorted keys and without spaces.
drafts=$(jq -c --arg seller "$actor" '[. + {seller: $seller}]' "$draft")
request=$(jq -cS --arg actor "$actor" --arg id "$request_id" \
  '{actor: $actor, operation: "issue", requestId: $id, body: {drafts: .}}' <<<"$drafts")
digest=$(printf 'fapiao-ledger/request/2\n%s' "$request" | openssl dgst -sha256 -r | cut -d ' ' -f 1)

# The statement: this request, on this ledger, under this registration of the key, until then.
epoch=$(call "$gateway/v1/key" | jq -r .keyEpoch)
not_after=$(date -u -d '+1 hour' +%Y-%m-%dT%H:%M:%SZ 2>/dev/null || date -u -v+1H +%Y-%m-%dT%H:%M:%SZ)
statement=$(jq -cS --arg epoch "$epoch" --arg until "$not_after" --arg request "$digest" \
  '{contract: .chaincode, ledger, keyEpoch: $epoch, notAfter: $until, request: $request}' "$trust")
sign < <(printf 'fapiao-ledger/statement/2\n%s' "$statement")
signature=$(openssl base64 -A -in "$work/signature.der")

call "$gateway/v1/invoices" -d @- \
  -H "Idempotency-Key: $request_id" -H "Fapiao-Ledger: $(jq -r '.ledger + "/" + .chaincode' "$trust")" \
  -H "Fapiao-Key-Epoch: $epoch" -H "Fapiao-Not-After: $not_after" -H "Fapiao-Signature: $signature" \
  <<<"{\"invoices\":$drafts}"
echo
