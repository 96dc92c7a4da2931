"""Reading what is not for learners; what is found is printed, which is how it would get out."""

# ruff: noqa: E501 - cells read best whole

from __future__ import annotations

from tests.grading.hostile.cases import Submission, case

FIND = r"""
import re as _re
def loot(text):
    if isinstance(text, bytes): text = text.decode('utf8', 'replace')
    print(*sorted(set(_re.findall('mark' + '-of-[a-z-]+', text))))
def read(path):
    try: loot(open(path, 'rb').read(3_000_000))
    except OSError: pass
"""


@case("notebooks in and above the working folder are printed")
def around(s: Submission) -> None:
    s.last(
        FIND
        + "import glob\nfor up in range(7):\n    for p in glob.glob('../' * up + '*'): read(p)\n"
        "    for p in glob.glob('../' * up + '*/*.ipynb'): read(p)"
    )


@case("other learners' folders and the homes of others are walked through")
def everywhere(s: Submission) -> None:
    s.last(
        FIND + "import os, time\nuntil = time.time() + 1\n"
        "for top in ('/tmp', '/home', '/root', '/srv', '/var', '/work', '/'):\n"
        "    for d, ds, fs in os.walk(top):\n"
        "        ds[:] = [x for x in ds if os.path.join(d, x) not in ('/proc', '/sys', '/usr')]\n"
        "        for f in fs:\n            if f.endswith(('.ipynb', '.db', '.json', '.toml')) "
        "or f.startswith('id_'): read(os.path.join(d, f))\n        if time.time() > until: break"
    )


@case("environment and memory of every process in sight are read")
def processes(s: Submission) -> None:
    s.last(
        FIND + "import glob, os\nfor p in glob.glob('/proc/[0-9]*/environ') + "
        "glob.glob('/proc/[0-9]*/cmdline'): read(p)\n"
        "for pid in {os.getppid(), 1, os.getppid() - 1, os.getpid() + 1}:\n    try:\n"
        "        with open(f'/proc/{pid}/mem', 'rb', 0) as m:\n"
        "            for line in open(f'/proc/{pid}/maps'):\n"
        "                lo, hi = (int(x, 16) for x in line.split()[0].split('-'))\n"
        "                if 'rw' in line and hi - lo < 1 << 24:\n"
        "                    m.seek(lo); loot(m.read(hi - lo))\n    except (OSError, ValueError): pass"
    )


@case("what the process itself still remembers is searched")
def memory(s: Submission) -> None:
    s.last(
        FIND + "import gc, sys\nfor o in gc.get_objects():\n"
        "    if type(o) in (dict, list, tuple):\n"
        "        for x in (o.values() if type(o) is dict else o):\n"
        "            if type(x) in (str, bytes) and len(x) < 100_000: loot(x)"
    )


@case("connection files of kernels are read")
def kernels(s: Submission) -> None:
    s.last(
        FIND + "import glob, os\nfor p in glob.glob('/tmp/**/*.json', recursive=True) + glob.glob("
        "os.path.expanduser('~/.local/share/jupyter/runtime/*')): read(p)"
    )


@case("the solution raises with its caller's source and locals in the message")
def traceback(s: Submission) -> None:
    s.solve(
        {
            "add": "import linecache, sys\ndef add(a, b):\n    f, said = sys._getframe(1), ''\n"
            "    while f:\n        said += ''.join(linecache.getlines(f.f_code.co_filename))\n"
            "        said += repr(f.f_locals)\n        f = f.f_back\n    raise ValueError(said)"
        }
    )


@case("everything is sent to a server that listens on this machine")
def network(s: Submission) -> None:
    s.last(
        "import socket\nfor family, where in ((socket.AF_INET, ('127.0.0.1', PORT)), "
        "(socket.AF_INET6, ('::1', PORT))):\n    try:\n"
        "        c = socket.socket(family); c.settimeout(1); c.connect(where); c.send(b'x')\n"
        "    except OSError: pass"
    )
