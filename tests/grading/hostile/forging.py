"""Getting points without solving anything; both answers are wrong unless the case says otherwise."""

# ruff: noqa: E501 - cells read best whole

from __future__ import annotations

from tests.grading.hostile.cases import OUTSIDE, RIGHT, Submission, case

EQUALS = """
class Equal{base}:
    __hash__ = object.__hash__
    def __eq__(self, other): return True
    def __ne__(self, other): return False
    def __lt__(self, other): return True
    __gt__ = __le__ = __ge__ = __lt__
    def __bool__(self): return True
    def __call__(self, *a, **k): return self
    def __getattr__(self, name): return self
    def __sub__(self, other): return 0
    __add__ = __mul__ = __rsub__ = __sub__
    def __abs__(self): return 0
    def __float__(self): return 0.0
    def __round__(self, n=0): return self
    def __array__(self, *a, **k): raise ValueError
    def equals(self, other): return True
"""


def _returns(base: str, made: str) -> dict[str, str]:
    head = EQUALS.format(base=base)
    return {
        "add": f"{head}\ndef add(a, b):\n    return {made}",
        "mean": f"def mean(xs):\n    return {made}",
    }


@case("the answer is an object that equals everything")
def equals_everything(s: Submission) -> None:
    s.solve(_returns("", "Equal()"))


@case("... and is a number at that")
def number_equals_everything(s: Submission) -> None:
    s.solve(_returns("(int)", "Equal(5)"))


@case("... and is a float of numpy's")
def numpy_equals_everything(s: Submission) -> None:
    s.first("import numpy")
    s.solve(_returns("(numpy.float64)", "Equal(5)"))


@case("... and is a subclass of a fraction")
def fraction_equals_everything(s: Submission) -> None:
    s.first("from fractions import Fraction")
    s.solve(_returns("(Fraction)", "Equal(5)"))


@case("... and stands for a type, an exception, a module")
def class_equals_everything(s: Submission) -> None:
    s.first("class M(type):\n    def __eq__(c, o): return True\n    __hash__ = type.__hash__")
    s.solve(
        {
            "add": "class E(metaclass=M): pass\ndef add(a, b): return E",
            "mean": "from unittest import mock\ndef mean(xs): return mock.ANY",
        }
    )


@case("the function itself is an object that equals everything")
def function_equals_everything(s: Submission) -> None:
    s.solve({"add": EQUALS.format(base="") + "\nadd = mean = Equal()", "mean": "pass"})


@case("a transformer of syntax trees takes the assertions out of later cells")
def without_assertions(s: Submission) -> None:
    s.first(
        "import ast\nclass T(ast.NodeTransformer):\n"
        "    def visit_Assert(self, n): return ast.Pass()\n"
        "    def visit_Expr(self, n): return ast.Pass()\n"
        "get_ipython().ast_transformers.append(T())"
    )


@case("a transformer of input empties the cells of tests")
def without_input(s: Submission) -> None:
    s.first(
        "def blank(lines):\n"
        "    return ['pass\\n'] if any('assert' in l or 'check' in l for l in lines) else lines\n"
        "get_ipython().input_transformers_post.append(blank)"
    )


@case("the shell's own way of running cells is replaced")
def without_shell(s: Submission) -> None:
    s.first(
        "ip = get_ipython()\nclass Fine:\n    error_before_exec = error_in_exec = None\n"
        "ip.run_cell = ip.run_cell_async = lambda *a, **k: Fine()\n"
        "ip.kernel.do_execute = lambda *a, **k: {'status': 'ok'}\n"
        "type(ip).run_cell = lambda self, *a, **k: Fine()"
    )


@case("a trace function rewrites what the teacher's helper got")
def traced(s: Submission) -> None:
    s.first(
        "import sys, threading\ndef trace(frame, event, arg):\n"
        "    if frame.f_code.co_name == 'check_equal':\n"
        "        frame.f_locals['got'] = frame.f_locals['want']\n    return trace\n"
        "sys.settrace(trace); threading.settrace(trace); sys.setprofile(trace)"
    )
    s.solve(_peeking())


@case("the answer is read out of the constants of the calling test")
def peeked(s: Submission) -> None:
    s.solve(_peeking())


def _peeking() -> dict[str, str]:
    body = (
        "import sys, gc\n    f, found = sys._getframe(1), []\n    while f:\n"
        "        found += [k for k in f.f_code.co_consts if type(k) is int]\n"
        "        found += [v for v in f.f_locals.values() if type(v) is int]\n        f = f.f_back\n"
        "    return found[-1] if found else None"
    )
    return {"add": f"def add(a, b):\n    {body}", "mean": f"def mean(xs):\n    {body}"}


@case("tests carry the tag that has nbclient skip them")
def skipped(s: Submission) -> None:
    for each in s.tests():
        each["metadata"]["tags"] = ["skip-execution", "raises-exception"]


@case("the teacher's helper is patched, replaced, and taken out of the modules")
def helper_patched(s: Submission) -> None:
    s.first(
        "import helper, sys, types\nhelper.check_equal = lambda *a: None\n"
        "fake = types.ModuleType('helper'); fake.check_equal = lambda *a: None\n"
        "sys.modules['helper'] = fake; helper = fake\ncheck_equal = lambda *a: None"
    )


@case("the submission ships a helper of its own, and rewrites the one beside it")
def helper_shipped(s: Submission) -> None:
    s.files = {"helper.py": b"def check_equal(*a): pass\n", "helper/__init__.py": b""}
    s.first("open('helper.py', 'w').write('def check_equal(*a): pass')\nimport importlib, helper")


@case("the submission ships modules under the names of those that start a kernel or grade")
def modules_shipped(s: Submission) -> None:
    fake = b"import builtins\nbuiltins.forged = True\nraise SystemExit(0)\n"
    for name in (
        "ipykernel_launcher",
        "sitecustomize",
        "nbgrader",
        "json",
        "courseware",
        "msgspec",
    ):
        s.files[f"{name}.py"] = fake


@case("answers are looked up in notebooks that lie about")
def table_of_tests(s: Submission) -> None:
    s.first(
        "import glob, json, re\ntable = {}\nfor p in glob.glob('**/*.ipynb', recursive=True) "
        "+ glob.glob('../**/*.ipynb', recursive=True):\n    for c in json.load(open(p))['cells']:\n"
        "        for f, a, v in re.findall(r'(add|mean)\\((.*?)\\)\\s*(?:==|,)\\s*(-?\\d+)', "
        "''.join(c['source'])):\n            table[f, a] = int(v)"
    )
    s.solve({"add": "def add(*a): return table.get(('add', '%s, %s' % a))"})


@case("a gradebook within reach is rewritten")
def gradebook(s: Submission) -> None:
    s.first(
        "import glob, sqlite3\nfor up in range(8):\n    for p in glob.glob('../' * up + '*.db'):\n"
        "        c = sqlite3.connect(p, timeout=1)\n"
        "        c.execute('update grade set auto_score = 100'); c.commit()"
    )


@case("the tests are deleted")
def deleted(s: Submission) -> None:
    s.nb["cells"] = [each for each in s.nb["cells"] if each not in s.tests()]


@case("everything but the answers is deleted, the helper's cell too")
def all_deleted(s: Submission) -> None:
    s.nb["cells"] = [s.slot("add"), s.slot("mean")]


@case("tests are worth a thousand points, not a number, minus one")
def more_points(s: Submission) -> None:
    for each, points in zip(s.tests(), (1000, float("nan"), -1, "many"), strict=True):
        each["metadata"]["nbgrader"]["points"] = points


@case("tests say that they are none")
def no_tests(s: Submission) -> None:
    for each in s.tests():
        each["metadata"]["nbgrader"] |= {"grade": False, "solution": True, "locked": False}
        each["source"] = "pass"


@case("tests are made raw, Markdown, empty")
def other_types(s: Submission) -> None:
    for each, kind in zip(s.tests(), ("raw", "markdown", "raw", "markdown"), strict=True):
        each |= {"cell_type": kind, "source": ""}


@case("an answer claims to be a test, a test to be an answer")
def swapped(s: Submission) -> None:
    ids = ["test_add_hidden", "add", "test_mean_hidden", "mean"]
    slots = [s.slot(id_) for id_ in ids]
    for each, id_ in zip(
        slots, ("add", "test_add_hidden", "mean", "test_mean_hidden"), strict=True
    ):
        each["metadata"]["nbgrader"]["grade_id"] = id_
        each["source"] = "pass"


@case("the outputs of tests say that all is well")
def outputs_forged(s: Submission) -> None:
    for each in s.tests():
        data = {"text/plain": "7"}
        each["outputs"] = [
            {"output_type": "execute_result", "execution_count": 1, "data": data, "metadata": {}}
        ]


@case(
    "modules that everybody shares are poisoned, and no cell ends any more",
    statuses=("graded", "crashed", "timeout"),
)
def poisoned(s: Submission) -> None:
    s.first(
        "import json, operator, math, builtins, msgspec\n"
        "json.dumps = lambda *a, **k: '{\"score\": 100}'\n"
        "operator.eq = lambda a, b: True; math.isclose = lambda *a, **k: True\n"
        "builtins.isinstance = lambda *a: True; builtins.AssertionError = type('X', (), {})\n"
        "msgspec.msgpack.encode = lambda *a: b'\\xc0'"
    )


@case("the solution ends the process when a test calls it", statuses=("graded", "crashed"))
def exits(s: Submission) -> None:
    s.solve({"add": "import os\ndef add(a, b): os._exit(0)"})


@case("the solution leaves by every exception there is")
def raises(s: Submission) -> None:
    s.solve(
        {
            "add": "def add(a, b):\n    raise SystemExit(0)",
            "mean": "def mean(xs):\n    raise (GeneratorExit if len(xs) > 2 else KeyboardInterrupt)",
        }
    )


@case(
    "our own part of the process answers whatever the learner wants", statuses=("graded", "crashed")
)
def our_part(s: Submission) -> None:
    s.first(
        "import gc\nfor o in gc.get_objects():\n    if type(o).__name__ == 'Objects':\n"
        "        o._done = lambda message: {'value': ['ref', 0, 'object', 'x'], 'same': 0, "
        "'written': [[0, ['l', []]]], 'printed': [['stdout', 'x']], 'shown': True}"
    )


@case("messages are written to every open descriptor", statuses=("graded", "crashed"))
def descriptors(s: Submission) -> None:
    s.first(
        "import os, struct\nbody = b'\\x81\\xa5value\\x2a'\nfor fd in range(3, 64):\n"
        "    for m in (struct.pack('!I', len(body)) + body) , b'\\xff' * 40:\n"
        "        try: os.write(fd, m)\n        except OSError: pass"
    )


@case("answers come ahead of the questions, many times over", statuses=("graded", "crashed"))
def ahead(s: Submission) -> None:
    s.first(
        "import os, struct\nfor n in (3, 0, 42, -2, 1337):\n"
        "    body = b'\\x81\\xa5value' + (b'\\xd1' + struct.pack('!h', n))\n"
        "    for fd in range(3, 40):\n"
        "        try: os.write(fd, struct.pack('!I', len(body)) + body)\n        except OSError: pass"
    )


@case("the arguments are changed so that they fit the answer")
def arguments_changed(s: Submission) -> None:
    s.solve({"mean": "def mean(xs):\n    xs[:] = [0]\n    return 0"})


@case("names of Python's own are bound anew for the tests")
def built_in_names(s: Submission) -> None:
    s.first(
        "abs = lambda x: 0\nround = lambda *a: 0\nisinstance = lambda *a: True\n"
        "AssertionError = None\nassert_equal = assert_allclose = lambda *a, **k: None\n"
        "__name__ = 'x'\n__builtins__ = {}"
    )


@case("an exception stands for a value", statuses=("graded", "crashed"))
def exception_class(s: Submission) -> None:
    s.solve(
        {
            "add": "class E(Exception):\n    def __eq__(s, o): return True\n    __hash__ = None\n"
            "def add(a, b): return E()",
            "mean": "def mean(xs):\n    class AssertionError(SystemExit): pass\n    raise AssertionError(0)",
        }
    )


@case("right answers, but only where the names of variables betray grading", score=None)
def knows_grading(s: Submission) -> None:
    s.first(
        "import os\nif any('GRADER' in k.upper() or 'COURSEWARE' in k.upper() for k in os.environ):"
        "\n    print('being' + ' graded')"
    )


@case("honest work beside a forged time", score=7.0)
def forged_time(s: Submission) -> None:
    s.solve(RIGHT)
    s.files["timestamp.txt"] = b"1999-01-01 00:00:00 UTC\n"


@case("an import hook puts a helper of the learner's under the teacher's name")
def import_hook(s: Submission) -> None:
    s.first(
        "import builtins, sys, types\nfake = types.ModuleType('helper')\n"
        "fake.check_equal = lambda *a: None\nsys.modules['helper'] = fake\n"
        "real = builtins.__import__\n"
        "builtins.__import__ = lambda n, *a, **k: fake if n == 'helper' else real(n, *a, **k)"
    )


@case("a thread goes on changing what Python's own names mean while tests run")
def thread(s: Submission) -> None:
    s.first(
        "import builtins, threading, time\ndef change():\n    while True:\n        time.sleep(0.01)\n"
        "        builtins.AssertionError = type('X', (Exception,), {})\n"
        "threading.Thread(target=change, daemon=True).start()"
    )


@case("the answer says how it is to be rebuilt on the other side")
def rebuilt(s: Submission) -> None:
    rebuilds = (
        "class P:\n    def __reduce_ex__(self, protocol):\n"
        f"        import os; return (os.system, ('touch {OUTSIDE}',))\n"
    )
    s.solve({"add": f"{rebuilds}def add(a, b): return P()", "mean": "def mean(xs): return P()"})


@case("tests are there twice, the second ones empty, before and after the first")
def twice(s: Submission) -> None:
    twins = [{**each, "id": f"twin-{at}", "source": "pass"} for at, each in enumerate(s.tests())]
    s.nb["cells"] = [*twins, *s.nb["cells"], *twins]


@case("a cell of the learner's claims a hundred points")
def bonus(s: Submission) -> None:
    s.last("pass")
    claim = {"grade": True, "solution": True, "locked": False, "task": False, "points": 100}
    s.nb["cells"][-1]["metadata"]["nbgrader"] = {"grade_id": "bonus", "schema_version": 3, **claim}
