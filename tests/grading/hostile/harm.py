"""Harming others, the grading or the machine, and using up what there is. All amounts are small."""

# ruff: noqa: E501 - cells read best whole

from __future__ import annotations

from tests.grading.hostile.cases import LINGERS, Submission, case

_LATE = ("graded", "timeout")
_ENDS = ("graded", "crashed", "refused", "timeout")


@case("others' submissions, sources and configuration are overwritten or removed")
def overwrite(s: Submission) -> None:
    s.first(
        "import glob, os, shutil\nfor up in range(1, 8):\n"
        "    for p in glob.glob('../' * up + '*') + glob.glob('../' * up + '*/*'):\n"
        "        if 'courseware' in p or p.endswith(('.ipynb', '.py', '.db')):\n"
        "            try: open(p, 'a').write('# harmed')\n            except OSError: pass\n"
        "shutil.rmtree('..', ignore_errors=True)"
    )


@case("a daemon in a session of its own outlives the grading")
def survivor(s: Submission) -> None:
    s.first(
        "import os, sys, time\nif os.fork() == 0:\n    os.setsid()\n    if os.fork() == 0:\n"
        f"        os.execv(sys.executable, ['python', '-c', 'import time; time.sleep(60)', '{LINGERS}'])\n"
        "    os._exit(0)\n"
        "import subprocess\nsubprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)', "
        f"'{LINGERS}'], start_new_session=True, stdin=-3, stdout=-3, stderr=-3)"
    )


@case("the parent and everything else in sight are killed and stopped", statuses=_ENDS)
def signals(s: Submission) -> None:
    s.first(
        "import os, signal\nfor pid in [os.getppid(), *range(2, 60)]:\n"
        "    if pid != os.getpid():\n        for n in (signal.SIGSTOP, signal.SIGTERM, signal.SIGKILL):\n"
        "            try: os.kill(pid, n)\n            except OSError: pass"
    )


@case("start-up files are left in the home for whoever comes next")
def startup_files(s: Submission) -> None:
    s.first(
        "import os, site\nfor d, n in ((os.path.expanduser('~/.ipython/profile_default/startup'), "
        "'00.py'), (site.getusersitepackages(), 'usercustomize.py'), ('/tmp', 'sitecustomize.py')):\n"
        "    try:\n        os.makedirs(d, exist_ok=True)\n        open(os.path.join(d, n), 'w').write("
        "'import builtins\\nbuiltins.sum = lambda x: 0\\n')\n    except OSError: pass"
    )


@case("a cell never ends", statuses=_LATE)
def loop(s: Submission) -> None:
    s.solve({"add": "while True: pass"})


@case("the solution never ends when a test calls it", statuses=_LATE)
def loop_in_call(s: Submission) -> None:
    s.solve({"add": "def add(a, b):\n    while True: pass"})


@case("... and takes every interrupt for granted", statuses=_ENDS)
def loop_without_interrupt(s: Submission) -> None:
    s.solve(
        {
            "add": "import signal, time\nfor n in (signal.SIGALRM, signal.SIGINT):\n"
            "    signal.signal(n, signal.SIG_IGN)\ndef add(a, b):\n    while True:\n"
            "        try: time.sleep(9)\n        except BaseException: pass"
        }
    )


@case("one call of C's looks at no signal", statuses=_LATE)
def long_call(s: Submission) -> None:
    s.solve({"add": "x = 3 ** (2 * 10**8)"})


@case("many cells that each stay below the limit", statuses=_LATE)
def many_slow(s: Submission) -> None:
    for _ in range(12):
        s.last("import time; time.sleep(0.6)")


@case("more memory than anybody needs", statuses=_ENDS)
def hog(s: Submission) -> None:
    s.first("hog = bytearray(1 << 31)\nfor i in range(0, len(hog), 4096): hog[i] = 1")


@case("the answer is larger than anybody needs")
def large_answer(s: Submission) -> None:
    s.solve(
        {"add": "def add(a, b): return 'x' * 50_000_000", "mean": "def mean(x): return 2**(10**8)"}
    )


@case("the answer nests without end, or holds itself")
def deep_answer(s: Submission) -> None:
    s.solve(
        {
            "add": "def add(a, b):\n    x = []\n    x.append(x)\n    return x",
            "mean": "def mean(xs):\n    x = ()\n    for _ in range(100_000): x = (x,)\n    return x",
        }
    )


@case("the answer yields for ever", statuses=_LATE)
def endless_answer(s: Submission) -> None:
    s.solve({"add": "import itertools\ndef add(a, b): return itertools.count()"})


@case("files of hundreds of megabytes", statuses=_ENDS)
def files(s: Submission) -> None:
    s.first(
        "for p in ('big', '/tmp/big', '/dev/shm/big'):\n    try:\n        with open(p, 'wb') as f:\n"
        "            for _ in range(300): f.write(bytes(1_000_000))\n    except OSError as e: print(e)"
    )


@case("processes without number", statuses=_ENDS)
def forks(s: Submission) -> None:
    s.first(
        "import os, time\nfor _ in range(200):\n    try:\n        if os.fork() == 0:\n"
        "            time.sleep(30); os._exit(0)\n    except OSError: break"
    )


@case("the process ends in the first cell", statuses=("graded", "crashed"))
def exit_at_once(s: Submission) -> None:
    s.first("import os\nos._exit(0)")


@case("sys.exit in the solution")
def system_exit(s: Submission) -> None:
    s.solve({"add": "import sys\ndef add(a, b): sys.exit(0)"})


@case("a picture of sixty megabytes", statuses=_ENDS)
def picture(s: Submission) -> None:
    s.last(
        "from IPython.display import display\n"
        "display({'text/plain': 'x', 'image/png': 'A' * 60_000_000}, raw=True)"
    )


@case("a million lines", statuses=_ENDS)
def lines(s: Submission) -> None:
    s.last("for i in range(1_000_000): print(i)")
    s.last("import sys\nprint('\\x1b[2J\\x07' * 1000, file=sys.stderr)")


@case("somebody is asked for input")
def asks(s: Submission) -> None:
    s.solve({"add": "name = input('name? ')\ndef add(a, b): return None"})


@case("a thread and a handler that do not want to end")
def lingering_thread(s: Submission) -> None:
    s.first(
        "import atexit, threading, time\natexit.register(time.sleep, 3600)\n"
        "threading.Thread(target=time.sleep, args=(3600,)).start()"
    )


@case("repr and traceback go on for ever")
def endless_repr(s: Submission) -> None:
    s.last("class R:\n    def __repr__(self): return repr(self)\nR()")
    s.last("class E(Exception):\n    def __str__(self): raise E\nraise E")
    s.last("def f(): f()\nf()")


@case("the process stops itself and waits for ever", statuses=_ENDS)
def stopped(s: Submission) -> None:
    s.first("import os, signal\nos.kill(os.getpid(), signal.SIGSTOP)")


@case("links, pipes and names with control characters are left where results are collected")
def odd_files(s: Submission) -> None:
    s.first(
        "import os\nfor name, target in (('one', '/etc/passwd'), ('two', '../../../source')):\n"
        "    os.symlink(target, name)\nos.mkfifo('three')\nopen('a\\nb\\x1b[2J', 'w').close()\n"
        "os.makedirs('d/' * 100)\nopen('book.ipynb', 'w').write('{}')"
    )


@case("an exception with a message of a hundred megabytes")
def large_traceback(s: Submission) -> None:
    s.first("raise ValueError('x' * 100_000_000)")
