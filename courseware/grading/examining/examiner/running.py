"""Running a test: past IPython's machinery where the test is plain Python.

Most tests are. IPython's transformers, hooks and history would cost more than the
test itself; what they would do to plain Python is done here: the value of the last
expression is displayed, an exception is shown.
"""

from __future__ import annotations

import ast
from typing import Any

import msgspec

from courseware.grading.examining.examiner.tracebacks import error_output
from courseware.kernel.notebook import GRADED, TIMED_OUT, run_into
from courseware.kernel.shell import Shell

_NEEDS_IPYTHON = frozenset(
    {"In", "Out", "_", "__", "___", "display", "get_ipython", "matplotlib", "plt", "pylab"}
)
"""Names by which a cell shows that it wants more than Python."""


class Outcome(msgspec.Struct):
    """What a test left; `status` as `courseware.kernel.CellOutcome` has it."""

    outputs: list[dict[str, Any]]
    status: str


def run(shell: Shell, source: str, seconds: float) -> Outcome:
    """Run a cell in the shell's namespace."""
    body = _plain(source)
    if body is not None:
        return _run_plain(shell, source, body, seconds)
    cell = {"cell_type": "code", "metadata": {}, "source": source}
    outcome = run_into(cell, shell, msgspec.structs.replace(GRADED, timeout=seconds))
    return Outcome(cell["outputs"], outcome.status)  # type: ignore[arg-type]


def _plain(source: str) -> list[ast.stmt] | None:
    """Return the statements of a cell that is plain Python, None for any other."""
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    if source.rstrip().endswith(";"):  # IPython then keeps the value to itself
        return None
    for node in ast.walk(tree):
        match node:
            case ast.Name(id=name) if name in _NEEDS_IPYTHON:
                return None
            case ast.Await() | ast.AsyncFor() | ast.AsyncWith() | ast.AsyncFunctionDef():
                return None
            case _:
                pass
    return tree.body


def _run_plain(shell: Shell, source: str, body: list[ast.stmt], seconds: float) -> Outcome:
    ip = shell.namespace["get_ipython"]()
    outputs = shell.recorder.begin()
    last = body.pop() if body and isinstance(body[-1], ast.Expr) else None
    name = f"<test {ip.execution_count}>"
    failed: BaseException | None = None
    with shell.aside(timeout=seconds) as outcome:
        try:
            _execute(ip, body, last, name)
        except BaseException as error:  # noqa: BLE001 - it is the test's verdict
            failed = error
    if failed is not None:
        outputs.append(error_output(failed, name, source, ip.execution_count))
    ip.execution_count += 1
    if outcome.status == "timeout":
        outputs.append({"output_type": "error", **TIMED_OUT})
    return Outcome(outputs, outcome.status)


def _execute(ip: Any, body: list[ast.stmt], last: ast.stmt | None, name: str) -> None:
    names = ip.user_ns
    if body:
        module = ast.Module(body, type_ignores=[])
        exec(compile(module, name, "exec", dont_inherit=True), names)  # noqa: S102 - the teacher's
    if isinstance(last, ast.Expr):
        expression = ast.Expression(last.value)
        value = eval(compile(expression, name, "eval", dont_inherit=True), names)  # noqa: S307
        if value is not None:
            ip.displayhook(value)
