"""A course folder of nbgrader's with nothing of ours in it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from nbgrader.api import Gradebook


def write_config(root: Path) -> None:
    """Make a folder the root of a course."""
    root.mkdir(parents=True, exist_ok=True)
    text = f"c = get_config()\nc.CourseDirectory.root = {str(root)!r}\n"
    (root / "nbgrader_config.py").write_text(text, "utf-8")


def open_gradebook(root: Path) -> Gradebook:
    """Open a course's gradebook, an empty one where there was none; a context manager."""
    path = root / "gradebook.db"
    if not path.exists():
        # Where no table stands, nbgrader starts a program for seconds to ask for this number.
        with closing(sqlite3.connect(path)) as made:
            made.execute("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)")
            made.execute("INSERT INTO alembic_version VALUES ('167914646830')")
            made.commit()
    return Gradebook(f"sqlite:///{path}", "")
