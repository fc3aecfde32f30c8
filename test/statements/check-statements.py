"""Checks test/vectors/statements.json without any code of this project: python3 check-statements.py statements.json"""
import base64, hashlib, json, sys
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, utils

ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
vectors = json.load(open(sys.argv[1], encoding="utf-8"))
key = serialization.load_der_public_key(base64.b64decode(vectors["key"]["publicKey"]))
private = serialization.load_pem_private_key(vectors["key"]["privateKey"].encode(), None)
assert private.public_key().public_numbers() == key.public_numbers()


def canonical(value):
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def sha256(text):
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def verdict(text, signature):
    try:
        der = base64.b64decode(signature, validate=True)
        r, s = utils.decode_dss_signature(der)
        if utils.encode_dss_signature(r, s) != der:
            return "malformed"
    except ValueError:
        return "malformed"
    if s > ORDER // 2:
        return "high-s"
    try:
        key.verify(der, text.encode("utf-8"), ec.ECDSA(hashes.SHA256()))
    except InvalidSignature:
        return "invalid"
    return "valid"


for vector in vectors["statements"]:
    request, terms = vector["request"], vector["terms"]
    text = "fapiao-ledger/request/2\n" + canonical(request)
    assert text == vector["requestText"], vector["desc"]
    assert sha256(text) == vector["requestSha256"], vector["desc"]
    statement = "fapiao-ledger/statement/2\n" + canonical({**terms, "request": sha256(text)})
    assert statement == vector["statementText"], vector["desc"]
    assert sha256(statement) == vector["statementSha256"], vector["desc"]
    assert verdict(statement, vector["signature"]) == "valid", vector["desc"]

for refused in vectors["refused"]:
    assert verdict(vectors["statements"][0]["statementText"], refused["signature"]) == refused["verdict"], refused["desc"]

print(f"{len(vectors['statements'])} statements hold")
