"""Importing nbgrader quickly leaves nothing behind, and nothing out that anyone asks for."""

from __future__ import annotations

import subprocess
import sys

CODE = """
import sys
from courseware.grading import quick
quick.import_nbgrader()
import courseware.grading.running.run
late = ("jupyter_server", "setuptools", "requests", "nbconvert", "IPython", "isoduration", "bleach")
assert not [name for name in late if name in sys.modules]
assert not [name for name, module in sys.modules.items() if module is None]
import isoduration, requests, setuptools.archive_util, nbgrader.converters
try:
    nbgrader.utils.unpack_archive(sys.executable, ".")
except setuptools.archive_util.UnrecognizedFormat:
    pass
from nbgrader.server_extensions.formgrader import load_jupyter_server_extension as real
class App:
    def __getattr__(self, name):
        raise LookupError(name)
for load in (nbgrader.load_formgrader, real):
    try:
        load(App())
    except LookupError as error:
        print(error)
"""


def test_a_stand_in_does_what_it_stands_for() -> None:
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", CODE], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    first, second = done.stdout.split()
    assert first == second
