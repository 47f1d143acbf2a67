"""stages -- runs stages and counts what they say: for test and torture.

A stage is a command.  Its lines "ok ..." and "not ok ..." are counted; a
test that is skipped has failed.  A stage that ends badly without a "not ok",
or that tests nothing, counts as one failure.  What a stage says is kept in
build/test/STAGE.log, or build/torture/.  What failed is named once more at
the end, where a machine that keeps only the last lines still has it; then
comes "N passed, N failed".
"""
import glob
import os
import re
import signal
import subprocess
import sys
import time

ROOT = os.path.dirname(os.path.dirname(os.path.realpath(__file__)))
LOGS = os.path.join(ROOT, "build", os.path.basename(sys.argv[0]))
REMARKS = 12  # lines before a "not ok" that are shown with it
NAMED = 40    # failures that are named once more at the end
RESULT = re.compile(r"^(not )?ok\b")
SKIPPED = re.compile(r"# *skip", re.I)


def lines_of(command, log, minutes):
    """The command's lines as they come; the last item is its exit code."""
    child = subprocess.Popen(
        command, shell=True, cwd=ROOT, text=True, errors="replace",
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, start_new_session=True)
    alarm(child, minutes)
    for line in child.stdout:
        log.write(line)
        yield line.rstrip("\n")
    signal.alarm(0)
    yield child.wait()


def alarm(child, minutes):
    """Ends the stage's own group of processes when it takes too long."""
    def too_long(*_):
        os.killpg(child.pid, signal.SIGKILL)
    signal.signal(signal.SIGALRM, too_long)
    signal.alarm(minutes * 60)


def show(lines):
    for line in lines:
        print("    " + line.rstrip("\n"), flush=True)


def show_end(path):
    with open(path, encoding="utf-8", errors="replace") as log:
        show(log.readlines()[-40:])


def run_stage(name, command, needed, minutes, failures):
    """Passed and failed of one stage; says which failed in failures."""
    passed = failed = code = 0
    before = []      # what was said since the last result
    telling = False  # the remarks that follow a "not ok" are shown too
    path = os.path.join(LOGS, name + ".log")
    start = time.monotonic()
    with open(path, "w", encoding="utf-8") as log:
        for line in lines_of(command, log, minutes):
            if isinstance(line, int):
                code = line
                continue
            found = RESULT.match(line)
            if found:
                telling = bool(found.group(1) or SKIPPED.search(line))
                failed += telling
                passed += not telling
                if telling:
                    failures.append(f"{name}: {line}")
            if telling and (found or line.startswith("#")):
                show(before[-REMARKS:] + [line] if found else [line])
            before = [] if found else before + [line]
    if not failed and (code or not passed and not needed):
        failed = 1
        failures.append(f"{name}: ended with {code}, {passed} passed")
        show_end(path)
    took = (time.monotonic() - start) / 60
    print(f"{name:12} {took:5.1f} min  {passed} passed, {failed} failed"
          + (f" (exit {code})" if code else ""), flush=True)
    return passed, failed


def use_brought_node():
    """A node that tools/setup brought along goes before the system's."""
    for found in glob.glob(os.path.join(
            ROOT, "tools/node/node_modules/node-linux-*/bin")):
        os.environ["PATH"] = found + os.pathsep + os.environ["PATH"]


def run(stages, needed=(), minutes=30):
    """The stages that are named on the command line, or all; each for no
    longer than so many minutes."""
    asked = sys.argv[1:]
    known = [name for name, _ in stages]
    for name in asked:
        if name not in known:
            sys.exit(f"no stage {name}; there are: {' '.join(known)}")
    os.makedirs(LOGS, exist_ok=True)
    use_brought_node()
    passed = failed = 0
    failures = []
    for name, command in stages:
        if asked and name not in asked:
            continue
        print(f"{name} ...", flush=True)
        p, f = run_stage(name, command, name in needed, minutes, failures)
        passed, failed = passed + p, failed + f
        if f and name in needed:
            print(f"stopped: the rest needs {name}")
            break
    show(failures[:NAMED])
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0
