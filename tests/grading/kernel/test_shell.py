"""What the comparison with nbclient in test_nbgrader.py does not show of a shell."""

from __future__ import annotations

from typing import Any

from tests.grading.kernel.conftest import Ask

FORK = """\
import os
pid = os.fork()
if not pid:
    print("from the fork", flush=True)
    os._exit(0)
os.waitpid(pid, 0)[1]
"""
THREAD = """\
import threading
thread = threading.Thread(target=print, args=("from a thread",))
thread.start()
thread.join()
"""


def texts(told: dict[str, Any], name: str = "stdout") -> str:
    streams = (each for each in told["outputs"] if each["output_type"] == "stream")
    return "".join(each["text"] for each in streams if each["name"] == name)


def test_figures_are_shown_at_the_end_of_their_cell(ask: Ask) -> None:
    told, _ = ask(
        "cells",
        cells=[
            "%matplotlib inline\nimport matplotlib.pyplot as plt",
            "plt.plot([1, 2]); print('before')",
            "1",
        ],
    )
    kinds = [[each["output_type"] for each in cell["outputs"]] for cell in told]
    assert kinds == [[], ["stream", "display_data"], ["execute_result"]]
    assert told[1]["outputs"][1]["data"]["image/png"].startswith("iVBOR")
    assert [cell["count"] for cell in told] == [1, 2, 3]


def test_time_is_up_also_for_what_awaits(ask: Ask) -> None:
    told, _ = ask(
        "cells",
        timeout=0.2,
        cells=[
            "while True: pass",
            "await asyncio.sleep(9)",
            "import asyncio",
            "await asyncio.sleep(9)",
            "1",
        ],
    )
    assert [cell["status"] for cell in told] == ["timeout", "error", "ok", "timeout", "ok"]
    assert [cell["error"] for cell in told] == [
        "KeyboardInterrupt",
        "NameError",
        None,
        "CancelledError",
        None,
    ]


def test_time_may_be_up_before_the_cell_has_begun(ask: Ask) -> None:
    """IPython's events swallow interrupts: the one that comes then must not be the last."""
    hook = "get_ipython().events.register('pre_run_cell', lambda _: __import__('time').sleep(9))"
    told, _ = ask("cells", timeout=0.2, cells=[hook, "while True: pass"])
    assert [cell["status"] for cell in told] == ["ok", "timeout"]


def test_outputs_are_cut_at_the_limit_and_errors_still_told(ask: Ask) -> None:
    told, _ = ask(
        "cells",
        output_bytes=1000,
        cells=["for _ in range(10000): print('x' * 100)\n1 / 0", "'y' * 900", "print('z')"],
    )
    assert told[0]["truncated"]
    assert len(texts(told[0])) < 1200
    assert told[0]["outputs"][-1]["ename"] == "ZeroDivisionError"
    assert not told[2]["truncated"]
    assert texts(told[2]) == "z\n"


def test_replacing_an_output_makes_room_again(ask: Ask) -> None:
    told, _ = ask(
        "cells",
        output_bytes=10_000,
        cells=[
            "from IPython.display import clear_output",
            "for n in range(100):\n    clear_output(wait=True); print(n, 'x' * 2000)",
        ],
    )
    assert not told[1]["truncated"]
    assert texts(told[1]).startswith("99 x")


def test_a_fork_of_a_cell_s_own_is_heard(ask: Ask) -> None:
    told, _ = ask(
        "cells",
        cells=[
            FORK,
            "import subprocess, sys\nsubprocess.run(['echo', 'to ours'], stdout=sys.stdout)",
            THREAD,
        ],
    )
    assert [texts(cell) for cell in told] == ["from the fork\n", "to ours\n", "from a thread\n"]


def test_the_first_traceback_is_as_short_as_any(ask: Ask) -> None:
    told, _ = ask("cells", cells=["def f():\n    return 1 / 0\nf()"])
    shown = "".join(told[0]["outputs"][0]["traceback"])
    assert "Cell" in shown
    assert "courseware" not in shown


def test_libraries_see_a_kernel(ask: Ask) -> None:
    told, _ = ask(
        "cells",
        cells=[
            "type(get_ipython()).__name__, 'IPKernelApp' in get_ipython().config",
            "import asyncio; asyncio.get_running_loop() is not None",
        ],
    )
    assert told[0]["outputs"][0]["data"]["text/plain"] == "('ZMQInteractiveShell', True)"
    assert told[1]["outputs"][0]["data"]["text/plain"] == "True"
