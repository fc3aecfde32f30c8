"""What schemathesis does not know by itself: bodies of lines, and bytes in place of a receipt."""

import json

import schemathesis


@schemathesis.serializer("application/x-ndjson")
def lines(context, value):
    """A body of one line: it is the line that the document describes."""
    return {"data": value if isinstance(value, bytes) else json.dumps(value).encode() + b"\n"}


@schemathesis.serializer("application/pdf")
def receipt(context, value):
    """Bytes as they are; what is not bytes is no receipt either."""
    return {"data": bytes(value) if isinstance(value, bytes) else str(value).encode()}


@schemathesis.deserializer("application/x-ndjson")
def answers(context, response):
    """The answer to the first line, if there was one."""
    line = response.content.split(b"\n")[0]
    return json.loads(line) if line else {"issuedAt": None}
