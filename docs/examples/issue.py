"""Issues an invoice: python3 issue.py IDENTITY.json TRUST.json DRAFT.json GATEWAY REQUEST-ID"""
import base64, hashlib, json, sys, time, urllib.request
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, utils

identity, trust, draft = (json.load(open(name, encoding="utf-8")) for name in sys.argv[1:4])
gateway, request_id = sys.argv[4:6]
key = serialization.load_pem_private_key(identity["privateKey"].encode(), None)
ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551


def canonical(value):
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def sign(text):
    r, s = utils.decode_dss_signature(key.sign(text.encode(), ec.ECDSA(hashes.SHA256())))
    return r, min(s, ORDER - s)  # the ledger takes the lower of the two s that verify


def base64url(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def call(method, path, headers={}, body=None):
    now, certificate = int(time.time()), "".join(identity["certificate"].split("-----")[2].split())
    parts = {"alg": "ES256", "x5c": [certificate]}, {"aud": trust["channel"], "iat": now, "exp": now + 120}
    token = ".".join(base64url(json.dumps(part).encode()) for part in parts)
    token += "." + base64url(b"".join(number.to_bytes(32, "big") for number in sign(token)))
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json", **headers}
    data = None if body is None else json.dumps(body).encode()
    with urllib.request.urlopen(urllib.request.Request(gateway + path, data, headers, method=method)) as answer:
        return json.load(answer)


drafts = [{**draft, "seller": identity["code"]}]
request = {"actor": identity["code"], "operation": "issue", "requestId": request_id, "body": {"drafts": drafts}}
digest = hashlib.sha256(("fapiao-ledger/request/2\n" + canonical(request)).encode()).hexdigest()
terms = {"ledger": trust["ledger"], "contract": trust["chaincode"], "keyEpoch": call("GET", "/v1/key")["keyEpoch"],
         "notAfter": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(time.time() + 3600))}
signature = utils.encode_dss_signature(*sign("fapiao-ledger/statement/2\n" + canonical({**terms, "request": digest})))
headers = {"Idempotency-Key": request_id, "Fapiao-Ledger": f"{terms['ledger']}/{terms['contract']}",
           "Fapiao-Key-Epoch": terms["keyEpoch"], "Fapiao-Not-After": terms["notAfter"],
           "Fapiao-Signature": base64.b64encode(signature).decode()}
print(json.dumps(call("POST", "/v1/invoices", headers, {"invoices": drafts})))
