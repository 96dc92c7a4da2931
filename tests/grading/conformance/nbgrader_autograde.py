"""nbgrader's own tests of autograding, with our engine in the place of its execution.

    python -m tests.grading.conformance.nbgrader_autograde [--stock] [PYTEST ARGUMENT...]

The tests ship in nbgrader's wheel and run from there, unchanged. The engine is put in place by
an nbgrader_config.py on Jupyter's configuration path, as a teacher would do it. Nothing is left
out; nbgrader itself skips two tests outside of Windows. `--stock` runs them without us.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import nbgrader

SUITE = Path(nbgrader.__file__).parent / "tests" / "apps" / "test_nbgrader_autograde.py"
CONFIG = """\
from nbgrader.converters import Autograde
from nbgrader.preprocessors import Execute

from courseware.grading.warm_execute import WarmExecute


class Counted(WarmExecute):
    def start_parent(self, modules):
        with open({counter!r}, "a") as file:
            file.write("parent ")
        return super().start_parent(modules)

    def _take_over(self, nb, run):
        with open({counter!r}, "a") as file:
            file.write("run ")
        super()._take_over(nb, run)


c = get_config()
standard = Autograde.autograde_preprocessors.default_args[0]
c.Autograde.autograde_preprocessors = [Counted if each is Execute else each for each in standard]
"""


def main() -> int:
    """Run the suite and return pytest's status; fail also when our engine ran nothing."""
    arguments = [each for each in sys.argv[1:] if each != "--stock"]
    stock = len(arguments) < len(sys.argv) - 1
    status, runs = run(arguments, stock=stock)
    print(f"notebooks run by children of a warm parent: {runs}")
    return status or int(not stock and not runs)


def run(arguments: list[str], *, stock: bool = False) -> tuple[int, int]:
    """Run the suite; return pytest's status and how many notebooks our engine ran."""
    with tempfile.TemporaryDirectory() as folder:
        here = Path(folder)
        counter = here / "counter"
        counter.touch()
        if not stock:
            config = CONFIG.format(counter=os.fspath(counter))
            (here / "nbgrader_config.py").write_text(config, encoding="utf-8")
        command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-c", os.devnull]
        done = subprocess.run(
            [*command, f"--rootdir={here}", os.fspath(SUITE), *arguments],
            cwd=here,
            env=environment(here),
            check=False,
        )
        return done.returncode, counter.read_text().split().count("run")


def environment(folder: Path) -> dict[str, str]:
    """Return an environment whose Jupyter configuration is in `folder` alone."""
    programs = os.fspath(Path(sys.executable).parent)  # nbgrader calls `alembic` by name
    return {
        **os.environ,
        "JUPYTER_CONFIG_DIR": os.fspath(folder / "nobody"),
        "JUPYTER_CONFIG_PATH": os.fspath(folder),
        "PATH": os.pathsep.join((programs, os.environ.get("PATH", ""))),
    }


if __name__ == "__main__":
    sys.exit(main())
