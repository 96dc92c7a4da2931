"""Python and the browser give the same marks to answers that nobody thought of."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from courseware import kinds
from tests.fuzz.running import ESBUILD, built, differing

pytestmark = pytest.mark.skipif(
    not (shutil.which("node") and ESBUILD.exists()), reason="needs node and `make setup`"
)
ANSWERS = 600
"""Of each kind; `python -m tests.fuzz` runs 100,000."""


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(tmp_path_factory.mktemp("fuzz"))


@pytest.mark.parametrize("kind", kinds.NAMES)
def test_both_halves_give_the_same_marks(kind: str, program: Path) -> None:
    assert differing(kind, ANSWERS, program)[:3] == []
