"""Run every notebook of the courses with nbval, on a copy.

A copy, because a lesson that runs may write a journal beside itself, and a journal in notebooks/
would be released over the students' own.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def main(arguments: list[str]) -> int:
    """Copy notebooks/, run pytest with nbval there, return its exit status."""
    with tempfile.TemporaryDirectory(prefix="courseware-notebooks-") as folder:
        copy = Path(folder, "notebooks")
        left = shutil.ignore_patterns(".ipynb_checkpoints", "responses")
        shutil.copytree(ROOT / "notebooks", copy, ignore=left)
        nbval = ["--nbval-lax", "--nbval-current-env", "--nbval-cell-timeout=120"]
        command = [sys.executable, "-m", "pytest", f"--config-file={ROOT / 'pyproject.toml'}"]
        placed = [f"--rootdir={folder}", "-p", "no:cacheprovider"]
        return subprocess.call([*command, *placed, *nbval, copy, *arguments], cwd=folder)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
