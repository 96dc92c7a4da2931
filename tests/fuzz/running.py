"""One kind's answers through both halves."""

from __future__ import annotations

import importlib
import itertools
import json
import random
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from courseware import kinds, marking
from courseware.library import Entry
from courseware.text import LANGUAGES
from courseware.variants import Variant
from tests.unit.core import golden

WIDGETS = Path(__file__).parents[2] / "widgets"
ESBUILD = WIDGETS / "node_modules" / ".bin" / "esbuild"
CERTAINTIES = (None, 1, 2, 3)

Case = dict[str, Any]


def built(folder: Path) -> Path:
    """Build the browser half's marker as a program for node; return it."""
    program = folder / "mark.mjs"
    entry = Path(__file__).parent / "mark.ts"
    options = ["--bundle", "--format=esm", "--platform=node", "--loader:.css=text"]
    command: list[str | Path] = [ESBUILD, entry, *options, f"--outfile={program}"]
    subprocess.run(command, check=True, capture_output=True, cwd=WIDGETS)
    return program


def answers(kind: str, rng: random.Random, entry: Entry, variant: Variant) -> Iterator[Any]:
    """Return an endless run of answers: the kind's samples and inventions, and broken ones."""
    own = importlib.import_module(f"tests.fuzz.{kind}")
    assert entry.key is not None
    samples = kinds.of(entry.exercise).samples(entry.exercise, entry.key, variant)
    yield from (sample.value for sample in itertools.islice(samples, 10))
    while True:
        yield from own.answers(rng, entry.exercise, entry.key, variant)
        yield rng.choice(BROKEN)


BROKEN: tuple[Any, ...] = (
    *(None, True, False, 0, -1, 1.5, 1e300, "", " ", [], {}, [[]], [None], {"": ""}),
    *({"a": None}, {"a": []}, {"a": [["b"]]}, [["a", 1]], ["a", "a"], {"__proto__": "a"}),
    *("constructor", ["constructor"], {"constructor": "toString"}, "\u202e", "\x00", "x" * 3000),
    *("9^9^9^9", "((((((((((", "{{a}}", "<img src=x onerror=alert(1)>", ["1,1"], {"1,1": "1"}),
)


def cases(kind: str, count: int, seed: str = "courseware") -> Iterator[Case]:
    """Yield `count` answers to the kind's golden exercises, with the marks that Python gives."""
    names = _names(kind)
    each = -(-count // len(names))
    for name in names:
        rng = random.Random(f"{seed} {name}")
        loaded = golden.case(name)
        entry = golden.entry(loaded)
        seeds = ["00", *(f"{rng.getrandbits(64):016x}" for _ in range(9))]
        variants = {seed: marking.redraw(entry.exercise, seed) for seed in seeds}
        makers = {seed: answers(kind, rng, entry, variant) for seed, variant in variants.items()}
        for _ in range(each):
            drawn = rng.choice(seeds)
            yield _marked(name, entry, variants[drawn], next(makers[drawn]), rng)


def _marked(name: str, entry: Entry, variant: Variant, value: Any, rng: random.Random) -> Case:
    language, confidence = rng.choice(LANGUAGES), rng.choice(CERTAINTIES)
    # As it comes over the wire: what JSON cannot say, no browser sends.
    sent = json.loads(json.dumps(value))
    assert entry.key is not None
    mark = marking.mark(
        entry.exercise,
        entry.key,
        variant,
        sent,
        language,
        confidence,  # type: ignore[arg-type]
    )
    return {
        "case": name,
        "seed": variant.seed,
        "value": sent,
        "language": language,
        "confidence": confidence,
        "mark": [mark.state, mark.score, mark.understood, list(mark.feedback)],
    }


def differing(kind: str, count: int, program: Path, seed: str = "courseware") -> list[Case]:
    """Return the answers on which the halves disagree, with both opinions."""
    with tempfile.TemporaryFile("w+", encoding="utf-8") as asked:
        for name in _names(kind):
            loaded = golden.case(name)
            defined = {"name": name, "exercise": loaded["exercise"], "key": loaded["key"]}
            asked.write(json.dumps({"define": defined}) + "\n")
        for case in cases(kind, count, seed):
            asked.write(json.dumps(case) + "\n")
        asked.seek(0)
        ran = subprocess.run(["node", program], stdin=asked, capture_output=True, check=False)
    if ran.returncode:
        raise RuntimeError(ran.stderr.decode())
    found = [json.loads(line) for line in ran.stdout.splitlines()]
    (done,) = (each["done"] for each in found if "done" in each)
    assert done >= count
    own = importlib.import_module(f"tests.fuzz.{kind}")
    tolerates = getattr(own, "tolerates", lambda _case: False)
    return [each for each in found if "case" in each and not tolerates(each)]


def _names(kind: str) -> list[str]:
    names = golden.names("answers")
    return [name for name in names if golden.case(name)["exercise"]["kind"] == kind]
