"""Walks over the whole API by its contract, as a stranger would, and ends with 1 if something was found.

Started by build/schemathesis, which makes the environment. Without --server it starts `./oratio up` with
data of its own and ends it again.
"""

import argparse
import collections
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[3]
CONTRACT = ROOT / "docs/protocol/control-plane.openapi.yaml"
EMAIL = "owner@example.com"
PASSWORD = "four-words-nobody-guesses"
MANY = "100000000"
START_SECONDS = 180


def options():
    parser = argparse.ArgumentParser(prog="build/schemathesis", description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--examples", type=int, default=20, help="at most, for each operation and phase")
    parser.add_argument("--phases", default="examples,coverage,fuzzing,stateful")
    parser.add_argument("--seconds", type=int, help="the budget of the whole run")
    parser.add_argument("--server", help="a server that runs already; then --claim or ORATIO_EMAIL and ORATIO_PASSWORD")
    parser.add_argument("--claim", help="the token of its first owner's link")
    parser.add_argument("--report", help="a folder for what was sent and answered")
    return parser.parse_known_args()


def start(folder):
    """Starts it with limits that hide nothing, and gives its process and what it says of itself."""
    ready = folder / "ready.json"
    log = folder / "up.log"
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("AWS_", "ORATIO_"))}
    environment["ORATIO_SIP_BIND"] = "127.0.0.1"
    for budget in ("READS", "WRITES", "DIALS", "INGESTION", "LOGINS", "FAILURES"):
        environment["ORATIO_API_PERMINUTE_" + budget] = MANY
    with open(log, "w") as out:
        process = subprocess.Popen(
            [ROOT / "oratio", "up", "--data", folder / "data", "--http-port", "0", "--sip-port", "0",
             "--ready-file", ready],
            stdout=out, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL, env=environment)
    deadline = time.monotonic() + START_SECONDS
    while not ready.exists() or "First owner" not in log.read_text():
        if process.poll() is not None or time.monotonic() > deadline:
            process.terminate()
            sys.exit("up did not start:\n" + log.read_text())
        time.sleep(0.2)
    return process, json.loads(ready.read_text())["http"], re.search(r"#token=(\S+)", log.read_text()).group(1)


def claim(server, token):
    body = {"token": token, "email": EMAIL, "password": PASSWORD, "tenantName": "A stranger's"}
    request = urllib.request.Request(
        server + "/api/auth/claim", data=json.dumps(body).encode(),
        headers={"Content-Type": "application/json"}, method="POST")
    urllib.request.urlopen(request, timeout=60).close()


def walk(chosen, more, server, folder):
    counts = folder / "counts.json"
    environment = dict(os.environ, ORATIO_SERVER=server, ORATIO_COUNTS=str(counts), PYTHONPATH=str(HERE),
                       SCHEMATHESIS_HOOKS="hooks")
    environment.setdefault("ORATIO_EMAIL", EMAIL)
    environment.setdefault("ORATIO_PASSWORD", PASSWORD)
    command = [
        pathlib.Path(sys.executable).with_name("st"), "--config-file", ROOT / "schemathesis.toml",
        "run", CONTRACT, "--url", server, "--seed", str(chosen.seed), "--max-examples", str(chosen.examples),
        "--phases", chosen.phases, "--checks", "all", "--generation-database", "none", "--no-color",
        "--request-timeout", "30", *more]
    if chosen.seconds:
        command += ["--max-time", str(chosen.seconds)]
    if chosen.report:
        command += ["--report", "ndjson", "--report-dir", chosen.report]
    status = subprocess.run(command, env=environment, cwd=folder).returncode
    return status, json.loads(counts.read_text()) if counts.exists() else {}


def told(counts):
    """How far it came: what nobody ever got done is not tested by a run without findings."""
    answers = counts.get("answers", {})
    total = collections.Counter()
    for statuses in answers.values():
        total.update(statuses)
    done = {name for name, statuses in answers.items() if any(it < "400" for it in statuses)}
    own = sum(statuses.get("401", 0) for statuses in counts.get("own", {}).values())
    print("Answers: " + ", ".join(f"{status}: {count}" for status, count in sorted(total.items())))
    print(f"Answered 401 with a token that should have been good: {own}")
    print(f"Done at least once: {len(done)} of {len(answers)} operations")
    print("Never done: " + (", ".join(sorted(set(answers) - done)) or "none"))


def main():
    chosen, more = options()
    with tempfile.TemporaryDirectory(prefix="oratio-schemathesis-", ignore_cleanup_errors=True) as name:
        folder = pathlib.Path(name)
        process = None
        try:
            if chosen.server:
                server, token = chosen.server, chosen.claim
            else:
                process, server, token = start(folder)
            if token:
                claim(server, token)
            status, counts = walk(chosen, more, server, folder)
            told(counts)
        finally:
            if process:
                process.terminate()
                try:
                    process.wait(60)
                except subprocess.TimeoutExpired:
                    process.kill()
    sys.exit(status)


if __name__ == "__main__":
    main()
