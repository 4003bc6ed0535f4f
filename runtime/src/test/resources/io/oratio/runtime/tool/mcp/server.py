"""A small MCP server over standard input and output, with ways to misbehave."""

import json
import os
import signal
import sys
import time

MODE = sys.argv[1] if len(sys.argv) > 1 else "good"
MARK = sys.argv[2] if len(sys.argv) > 2 else ""

TOOLS = [
    {
        "name": "orders/get it",
        "description": "Looks up an order.",
        "inputSchema": {
            "type": "object",
            "properties": {"id": {"type": "string"}},
            "required": ["id"],
        },
        "annotations": {"readOnlyHint": True},
    },
    {"name": "fail", "description": "Fails.", "inputSchema": {"type": "object"}},
    {"name": "hang", "description": "Hangs.", "inputSchema": {"type": "object"}},
    {"name": "die", "description": "Dies.", "inputSchema": {"type": "object"}},
    {"name": "environment", "description": "Tells.", "inputSchema": {"type": "object"}},
    {
        "name": "foreign",
        "description": "Refers elsewhere.",
        "inputSchema": {"$ref": "https://example.com/schema.json"},
    },
] + [
    {"name": "more%d" % i, "description": "", "inputSchema": {"type": "object"}}
    for i in range(30)
]


def say(message):
    sys.stdout.write(json.dumps(message) + "\n")
    sys.stdout.flush()


def answer(request, result):
    say({"jsonrpc": "2.0", "id": request["id"], "result": result})


def call(request):
    name = request["params"]["name"]
    arguments = request["params"].get("arguments") or {}
    if name == "orders/get it":
        text = json.dumps({"id": arguments.get("id"), "state": "open"})
        answer(request, {"content": [{"type": "text", "text": text}]})
    elif name == "fail":
        answer(
            request,
            {"isError": True, "content": [{"type": "text", "text": 'no\nsuch "order"'}]},
        )
    elif name == "environment":
        answer(
            request,
            {"content": [], "structuredContent": {"names": sorted(os.environ.keys())}},
        )
    elif name == "die":
        sys.exit(3)
    elif name == "hang":
        time.sleep(600)
    else:
        say(
            {
                "jsonrpc": "2.0",
                "id": request["id"],
                "error": {"code": -32602, "message": "unknown tool"},
            }
        )


if MARK:
    with open(MARK, "a") as out:
        out.write("%d\n" % os.getpid())
if MODE == "stubborn":
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
if MODE == "silent":
    time.sleep(600)
if MODE == "flood":
    while True:
        sys.stdout.write("x" * 65536)
if MODE == "noise":
    print("Welcome to the server!")
    print("{not json}")

while True:
    line = sys.stdin.readline()
    if not line:
        if MODE == "stubborn":
            time.sleep(600)
        break
    if MODE == "garbage":
        print("what?")
        print("\x00\x01\x02{{{{")
        sys.stdout.flush()
        continue
    request = json.loads(line)
    method = request.get("method")
    if method == "initialize":
        answer(
            request,
            {
                "protocolVersion": request["params"]["protocolVersion"],
                "capabilities": {"tools": {}},
                "serverInfo": {"name": "small", "version": "1"},
            },
        )
    elif method == "tools/list":
        cursor = int(request.get("params", {}).get("cursor") or 0)
        result = {"tools": TOOLS[cursor : cursor + 10]}
        if cursor + 10 < len(TOOLS):
            result["nextCursor"] = str(cursor + 10)
        answer(request, result)
    elif method == "tools/call":
        call(request)
    elif "id" in request:
        answer(request, {})
