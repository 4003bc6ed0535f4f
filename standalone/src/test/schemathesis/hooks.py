"""Who the run is, and what it saw.

The run signs out, resets passwords and removes members, as the contract lets it. Whatever ends its own
session, it signs in again at once: else all that follows would be answered 401 and prove nothing.
"""

import collections
import json
import os
import threading
import time
import urllib.request

import schemathesis

SERVER = os.environ["ORATIO_SERVER"]
EMAIL = os.environ["ORATIO_EMAIL"]
PASSWORD = os.environ["ORATIO_PASSWORD"]
COUNTS = os.environ.get("ORATIO_COUNTS", "")

# Shorter than a token lives.
TOKEN_SECONDS = 300

# What ends the session that it comes from.
ENDING = {"logout", "switchTenant", "deleteMember", "patchMember"}

_lock = threading.Lock()
_token = None
_since = 0.0
_answers = collections.defaultdict(collections.Counter)
_own = collections.defaultdict(collections.Counter)


def sign_in():
    request = urllib.request.Request(
        SERVER + "/api/auth/login",
        data=json.dumps({"email": EMAIL, "password": PASSWORD, "session": "token"}).encode(),
        headers={"Content-Type": "application/json"},
        method="POST",
    )
    with urllib.request.urlopen(request, timeout=60) as answer:
        return json.load(answer)["accessToken"]


def token():
    global _token, _since
    with _lock:
        if _token is None or time.monotonic() - _since > TOKEN_SECONDS:
            _token = sign_in()
            _since = time.monotonic()
        return _token


def forget(old):
    global _token
    with _lock:
        if _token == old:
            _token = None


@schemathesis.auth(refresh_interval=None)
class Session:
    def get(self, case, ctx):
        return token()

    def set(self, case, data, ctx):
        case.headers = case.headers or {}
        case.headers["Authorization"] = "Bearer " + data


@schemathesis.hook
def map_case(context, case):
    """A cursor is opaque: no schema says which ones there are, so only the server's own are good."""
    mode = getattr(getattr(getattr(case.meta, "generation", None), "mode", None), "is_positive", False)
    if mode and case.query and "cursor" in case.query:
        del case.query["cursor"]
    return case


@schemathesis.hook
def after_call(context, case, response):
    operation = case.operation.definition.raw.get("operationId", case.operation.label)
    status = response.status_code
    sent = response.request.headers.get("Authorization", "")
    if isinstance(sent, bytes):
        sent = sent.decode("latin-1")
    _answers[operation][status] += 1
    with _lock:
        is_own = _token is not None and sent == "Bearer " + _token
    if is_own:
        _own[operation][status] += 1
        if status == 401 or (operation in ENDING and status < 300):
            forget(sent.removeprefix("Bearer "))
    if COUNTS:
        write()


_written = 0.0


def write(now=False):
    global _written
    if now or time.monotonic() - _written > 2:
        _written = time.monotonic()
        with open(COUNTS + ".new", "w") as file:
            json.dump({"answers": _answers, "own": _own}, file)
        os.replace(COUNTS + ".new", COUNTS)


if COUNTS:
    import atexit

    atexit.register(write, True)
