#!/usr/bin/python3
"""Every agreement of the case library and every golden agreement: each `check`, `expect` and scenario line is one test.

Runs `casus check FILE --json` on each file of cases/ and test/golden/ and reports the answers one by one. A file that is
meant to be included by others and asks nothing counts as one test: that it is read without an error. The answer has to be
the same bytes twice, and at one thread as at two. Output: TAP.
"""
import json
import os
import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(os.environ.get("CASUS_ROOT") or pathlib.Path(__file__).resolve().parents[2])
CASUS = pathlib.Path(os.environ.get("CASUS") or ROOT / "build" / "casus")
# Sanitized programs are many times slower; the limit is there to end what hangs.
SECONDS = int(os.environ.get("CASUS_SECONDS", "60"))
# Questions that are known to be too large for an exact answer today, at most so many a file. Every other `undecided`, and
# any beyond these, is a failure. An entry that is no longer needed is one too, so that the list can only shrink.
UNDECIDED = {}


def check(file, *options):
    run = subprocess.run([CASUS, "check", file, "--json", *options], capture_output=True, timeout=SECONDS, check=False)
    return run.returncode, run.stdout, run.stderr.decode(errors="replace")


def results_of(file, name):
    """Pairs (good, what) for one file."""
    try:
        status, output, complaints = check(file)
        answer = json.loads(output)
    except (OSError, ValueError, subprocess.TimeoutExpired) as error:
        yield False, f"{name}: no answer in JSON ({error})"
        return
    for error in answer["errors"]:
        yield False, f"{name}:{error['line']}: {error['code']} {error['message']}"
    undecided = sum(item["answer"] == "undecided" for item in answer["checks"])
    known = UNDECIDED.get(name, 0)
    for item in answer["checks"]:
        if item["answer"] == "undecided" and undecided <= known:
            continue
        yield bool(item["ok"]), f"{name}:{item['line']}: {item.get('question', '')}: {item['answer']}"
    for item in answer.get("scenarios", []):
        for line in item.get("expects", []):
            yield bool(line["ok"]), f"{name}:{line['line']}: {line.get('question', '')}"
        if not item.get("expects"):
            yield bool(item.get("ok", True)), f"{name}: scenario {item.get('name', '')}"
    yield undecided == known, f"{name}: {undecided} undecided, {known} known"
    yield status == (4 if undecided else 0 if answer["ok"] else status or 1), (
        f"{name}: status {status} fits the answer {complaints.strip()[-200:]}")
    yield bool(answer["ok"]) or undecided > 0, f"{name}: all as stated"
    yield check(file, "--threads", "1")[1] == output, f"{name}: the same bytes each time"


def a_wrong_check_fails():
    """The same machinery on a file whose one check is false."""
    text = ('agreement wrong "A check that is false"\nparty UA\nparty RU\nmeasure help\nincident attack by RU on UA\n'
            'goal helped = any of RU gives help to UA\nclause 1\n  assume "test"\n  when attack\n  RU may give help to UA\n'
            "check helped on attack by RU\n")
    with tempfile.TemporaryDirectory() as folder:
        file = pathlib.Path(folder) / "wrong.casus"
        file.write_text(text, encoding="utf-8")
        found = list(results_of(file, "wrong.casus"))
    good = len(found) == 5 and not found[0][0] and "wrong.casus:11" in found[0][1] and not found[3][0]
    return good, f"a check that is false is seen to fail {'' if good else found}"


def main():
    results = [a_wrong_check_fails()]
    for file in sorted([*(ROOT / "cases").rglob("*.casus"), *(ROOT / "test" / "golden").rglob("*.casus")]):
        results += results_of(file, str(file.relative_to(ROOT)))
    print(f"1..{len(results)}")
    for number, (good, what) in enumerate(results, 1):
        print(f"{'ok' if good else 'not ok'} {number} - {' '.join(what.split()).replace('#', '')}")
    return 0 if all(good for good, _ in results) else 1


if __name__ == "__main__":
    sys.exit(main())
