"""An assignment with a test of every ordinary kind, its solution, and honest learners."""

# ruff: noqa: E501 - cells read best whole

from __future__ import annotations

from tests.grading.examining.assignments import (
    Json,
    answered,
    cell,
    check,
    notebook,
    released,
    setup,
    solution,
    solved,
    written,
)


def part(name: str, code: str, tested: str, points: float = 1) -> list[Json]:
    """A task: the cell to fill in, and its test."""
    filled = f"### BEGIN SOLUTION\n{code}\n### END SOLUTION"
    return [solution(filled, name), check(tested, f"test_{name}", points)]


HELPER = b"def close(a, b):\n    return abs(a - b) < 1e-9\n"

PARTS = [
    cell("import math\nimport numpy as np\nimport pandas as pd\n%matplotlib inline"),
    setup(
        "import helper\nfrom fractions import Fraction\n"
        "data = [3, 1, 2]\ntable = pd.DataFrame({'x': [1, 2, 3], 'y': ['a', 'b', 'a']})\n"
        "def twice(f, x):\n    return f(f(x))"
    ),
    *part(
        "add",
        "def add(a, b):\n    return a + b",
        "assert add(17, 25) == 42\nassert add(0.5, 1) == 1.5",
    ),
    *part(
        "half",
        "def half(n):\n    return Fraction(n, 2)",
        "assert half(3) == 1.5\nassert isinstance(half(1), Fraction)",
    ),
    *part(
        "parse",
        "def parse(text):\n    if not text:\n        raise ValueError('empty')\n    return int(text)",
        "try:\n    parse('')\nexcept ValueError as error:\n    assert str(error) == 'empty'\n"
        "else:\n    raise AssertionError('no error')\nassert parse('7') == 7",
    ),
    *part(
        "count",
        "def count(words):\n    found = {}\n    for w in words:\n        found[w] = found.get(w, 0) + 1\n    return found",
        "assert isinstance(count([]), dict)\nassert count('aba') == {'a': 2, 'b': 1}\n"
        "assert sorted(count('cab').items())[0] == ('a', 1)",
    ),
    *part(
        "partial",
        "def partial(x):\n    return x % 3",
        "score = 0\nfor x in range(4):\n    if partial(x) == x % 3:\n        score += 0.5\nscore",
        2,
    ),
    *part(
        "array",
        "def array(n):\n    return np.arange(n) ** 2",
        "np.testing.assert_array_equal(array(4), [0, 1, 4, 9])\nassert array(3).shape == (3,)\n"
        "assert array(3).dtype.kind == 'i'\nassert np.allclose(array(5) / 2, np.arange(5) ** 2 / 2)",
    ),
    *part(
        "mean",
        "def mean(xs):\n    return sum(xs) / len(xs)",
        "from numpy.testing import assert_almost_equal\nassert_almost_equal(mean([1, 2]), 1.5)\n"
        "assert helper.close(mean([0.1, 0.2]), 0.15)\nassert math.isclose(mean(range(3)), 1)",
    ),
    *part(
        "frame",
        "def frame(t):\n    return t[t.x > 1].groupby('y').x.sum().reset_index()",
        "r = frame(table)\nassert list(r.columns) == ['y', 'x']\nassert r.shape == (2, 2)\n"
        "pd.testing.assert_frame_equal(r, pd.DataFrame({'y': ['a', 'b'], 'x': [3, 2]}))",
    ),
    *part(
        "rebound",
        "answer = 41\nanswer += 1\ntable2 = table.assign(z=table.x * 2)",
        "assert answer == 42\nassert table2.z.sum() == 12",
    ),
    *part("changed", "data.append(4)\ndata.sort()", "assert data == [1, 2, 3, 4]"),
    *part(
        "sorts",
        "def sorts(xs):\n    xs.sort()",
        "numbers = [3, 1, 2]\nassert sorts(numbers) is None\nassert numbers == [1, 2, 3]",
    ),
    *part(
        "generator",
        "def generator(n):\n    for i in range(n):\n        yield i * i",
        "assert list(generator(4)) == [0, 1, 4, 9]\nassert next(generator(2)) == 0\nassert sum(generator(3)) == 5",
    ),
    *part(
        "callback",
        "def callback(f, xs):\n    return [f(x) for x in xs]",
        "assert callback(lambda x: x + 1, [1, 2]) == [2, 3]\nassert callback(math.sqrt, [4]) == [2]\n"
        "def shout(s):\n    return s.upper()\nassert callback(shout, ['a']) == ['A']\nassert twice(half, 8) == 2",
    ),
    *part(
        "account",
        "class Overdrawn(Exception):\n    pass\n"
        "class Account:\n    def __init__(self, amount=0):\n        self.amount = amount\n"
        "    def deposit(self, n):\n        self.amount += n\n        return self\n"
        "    def withdraw(self, n):\n        if n > self.amount:\n            raise Overdrawn(n)\n"
        "        self.amount -= n\n    def __str__(self):\n        return f'Account({self.amount})'\n"
        "    def __len__(self):\n        return self.amount",
        "a = Account(10)\na.deposit(5).deposit(1)\nassert a.amount == 16\nassert str(a) == 'Account(16)'\n"
        "assert isinstance(a, Account)\nassert len(a) == 16\ntry:\n    a.withdraw(99)\nexcept Overdrawn:\n    pass\n"
        "else:\n    assert False",
        2,
    ),
    *part(
        "equal",
        "class Point:\n    def __init__(self, x, y):\n        self.x, self.y = x, y\n"
        "    def __eq__(self, other):\n        return (self.x, self.y) == (other.x, other.y)\n"
        "    def __add__(self, other):\n        return Point(self.x + other.x, self.y + other.y)",
        "assert Point(1, 2) + Point(1, 1) == Point(2, 3)",
    ),
    *part(
        "source",
        "def source(n):\n    return sum(range(n))",
        "import inspect\nassert 'sum' in inspect.getsource(source)",
    ),
    *part(
        "uses",
        "def uses(n):\n    return add(n, 1)",
        "kept = add\ndel add\ntry:\n    uses(1)\nexcept NameError:\n    pass\nelse:\n    raise AssertionError('no')\n"
        "finally:\n    add = kept\nassert uses(1) == 2",
    ),
    *part(
        "mocked",
        "def roll():\n    return 4\ndef mocked():\n    return roll() + 1",
        "kept_roll = roll\nroll = lambda: 10\nassert mocked() == 11\nroll = kept_roll\nassert mocked() == 5",
    ),
    *part("reads", "def reads():\n    return limit * 2", "limit = 21\nassert reads() == 42"),
    *part(
        "draws",
        "import matplotlib.pyplot as plt\ndef draws():\n    fig, ax = plt.subplots()\n    ax.plot([1, 2], [3, 4])\n    ax.set_title('T')\n    return ax",
        "ax = draws()\nassert ax.get_title() == 'T'\nassert len(ax.lines) == 1\nplt.close('all')",
    ),
    *part(
        "doc",
        "def doc():\n    '''Says something.'''",
        "assert doc.__doc__ == 'Says something.'\nassert callable(doc)",
    ),
    *part(
        "printed",
        "def printed(x):\n    print('value', x)\n    return x",
        "import io, contextlib\nout = io.StringIO()\nwith contextlib.redirect_stdout(out):\n    printed(3)\nassert out.getvalue() == 'value 3\\n'",
    ),
    *part(
        "wrote",
        "with open('out.txt', 'w') as f:\n    f.write('done')",
        "assert open('out.txt').read() == 'done'",
    ),
    *part(
        "warns",
        "import sys\ndef warns(x):\n    print('careful', file=sys.stderr)\n    return x",
        "assert warns(3) == 3",
    ),
    *part(
        "several",
        "def several():\n    return 1, 'a', None, True, 2.5, b'x', {1, 2}, 1 + 2j",
        "assert several() == (1, 'a', None, True, 2.5, b'x', {1, 2}, 1 + 2j)\nassert several()[3] is True",
    ),
    *part("over", "def over():\n    return 3", "1 if over() == 3 else 0"),
    *part("string", "def string():\n    return 'x'", "string()"),
    check("assert True", "free", 1),
    written("Why?", "why", 2),
    written("# your own program", "program", 3, "code"),
    cell("Do it.", "do", "markdown", task=True, locked=True, points=4),
]

BOOK = notebook(PARTS)
FILES = {"helper.py": HELPER}

WRONG = {
    "add": "def add(a, b):\n    return a - b",
    "half": "def half(n):\n    return n // 2",
    "parse": "def parse(text):\n    return int(text or 0)",
    "count": "def count(words):\n    return list(words)",
    "partial": "def partial(x):\n    return 1",
    "array": "def array(n):\n    return [i for i in range(n)]",
    "mean": "def mean(xs):\n    return xs[0]",
    "frame": "def frame(t):\n    return t",
    "rebound": "answer = 40\ntable2 = None",
    "changed": "data.append(5)",
    "sorts": "def sorts(xs):\n    return sorted(xs)",
    "generator": "def generator(n):\n    return iter([n])",
    "callback": "def callback(f, xs):\n    return f",
    "account": "class Overdrawn(Exception):\n    pass\nclass Account:\n    def __init__(self, a=0):\n        self.amount = 0\n    def deposit(self, n):\n        pass",
    "equal": "class Point:\n    def __init__(self, x, y):\n        pass\n    def __add__(self, other):\n        return 5",
    "source": "def source(n):\n    return 0",
    "uses": "def uses(n):\n    return n + 1",
    "mocked": "def roll():\n    return 4\ndef mocked():\n    return 5",
    "reads": "def reads():\n    return 0",
    "draws": "def draws():\n    pass",
    "doc": "def doc():\n    pass",
    "printed": "def printed(x):\n    return x",
    "wrote": "pass",
    "warns": "def warns(x):\n    return 0",
    "several": "def several():\n    return ()",
    "over": "def over():\n    return 4",
    "string": "def string():\n    return None",
    "why": "Because.",
    "program": "print('mine')",
}
"""Honest and wrong."""

ANOTHER_WAY = {
    "add": "add = lambda a, b: sum((a, b))",
    "count": "from collections import Counter\ndef count(words):\n    return Counter(words)",
    "array": "def array(n):\n    return np.array([i * i for i in range(n)])",
    "mean": "def mean(xs):\n    return np.mean(xs)",
    "frame": "def frame(t):\n    return t[t.x >= 2].groupby('y', as_index=False)['x'].sum()",
    "changed": "data = sorted(data + [4])",
    "generator": "def generator(n):\n    return (i ** 2 for i in range(n))",
    "callback": "def callback(f, xs):\n    return list(map(f, xs))",
    "reads": "def reads():\n    return limit + limit",
    "several": "def several():\n    return (1, 'a', None, True, 2.5, b'x', frozenset({1, 2}), 1 + 2j)",
}
"""Honest and right, otherwise than the teacher."""


def learners() -> dict[str, Json]:
    """What honest learners hand in, by name."""
    right = {
        each["metadata"]["nbgrader"]["grade_id"]: each["source"]
        for each in PARTS
        if each["metadata"].get("nbgrader", {}).get("solution")
    }
    odd = {id_: source for at, (id_, source) in enumerate(WRONG.items()) if at % 2}
    return {
        "right": solved(BOOK),
        "nothing": released(BOOK),
        "wrong": answered(BOOK, WRONG),
        "half": answered(BOOK, {**right, **odd}),
        "another": answered(BOOK, {**right, **ANOTHER_WAY}),
    }
