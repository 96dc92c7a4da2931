"""How long a kernel takes to its first figure, and what it costs; figures, no verdict.

    python -m tests.benchmarks.kernel_start [ROUNDS]

A stock kernel and one from the warm parent, in turn so that both meet the same load, each
through jupyter_client's manager: from the request to start it until it has answered, and until
a matplotlib figure has arrived. Then 40 warm kernels at once, what each holds in memory that no
other process shares (USS: the private pages of /proc/PID/smaps_rollup), when it has answered
and when it has drawn, and what they all share.
"""

from __future__ import annotations

import json
import os
import statistics
import sys
import tempfile
import time
import uuid
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from queue import Empty
from typing import Any

from jupyter_client.blocking import BlockingKernelClient
from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import KernelManager

from courseware.kernel.jupyter import host

ROUNDS = 20
AT_ONCE = 40
FIGURE = "import matplotlib.pyplot as plt\nplt.plot([1, 3, 2]);"
LONGEST = 60.0


def main() -> None:
    """Measure with kernelspecs and a warm parent of this program's own."""
    rounds = int(sys.argv[1]) if len(sys.argv) == 2 else ROUNDS
    with tempfile.TemporaryDirectory() as folder:
        specs = own_specs(Path(folder))
        with started(specs, "warm") as (_, client):  # starts the warm parent too
            draw(client)
        times: dict[str, list[tuple[float, float]]] = {"stock": [], "warm": []}
        for _ in range(rounds):
            for name, seconds in times.items():
                seconds.append(one_start(specs, name))
        report(times)
        many(specs)
        host.ask("stop")


def own_specs(folder: Path) -> KernelSpecManager:
    """Write two kernelspecs that differ in how they are started alone."""
    os.environ["XDG_RUNTIME_DIR"] = os.fspath(folder)
    argv = [sys.executable, "-Xfrozen_modules=off", "-m", "ipykernel_launcher"]
    warm = {
        "provisioner_name": "courseware-warm",
        "config": {"preload": ["numpy", "matplotlib.pyplot"]},
    }
    for name, metadata in {"stock": {}, "warm": {"kernel_provisioner": warm}}.items():
        spec = {
            "argv": [*argv, "-f", "{connection_file}", "--HistoryManager.hist_file=:memory:"],
            "display_name": name,
            "language": "python",
            "metadata": metadata,
        }
        (folder / name).mkdir()
        (folder / name / "kernel.json").write_text(json.dumps(spec), encoding="utf-8")
    return KernelSpecManager(kernel_dirs=[os.fspath(folder)], ensure_native_kernel=False)


@contextmanager
def started(
    specs: KernelSpecManager, name: str
) -> Iterator[tuple[KernelManager, BlockingKernelClient]]:
    """Start a kernel and stop it afterwards; inside it has answered a first request."""
    ip = f"{specs.kernel_dirs[0]}/{uuid.uuid4().hex[:8]}"  # the sockets' paths begin so
    manager = KernelManager(kernel_name=name, kernel_spec_manager=specs, transport="ipc", ip=ip)
    manager.start_kernel()
    client = manager.client()
    client.start_channels()
    try:
        answer(client)
        yield manager, client
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


def answer(client: BlockingKernelClient) -> None:
    """Ask until an answer comes, and with it what the kernel publishes.

    `wait_for_ready` would do, but always waits another 0.2 s for more.
    """
    deadline = time.monotonic() + LONGEST
    while time.monotonic() < deadline:
        client.kernel_info()
        try:
            client.get_shell_msg(timeout=1)
            client.get_iopub_msg(timeout=0.2)
        except Empty:
            continue
        return
    raise TimeoutError("The kernel does not answer")


def draw(client: BlockingKernelClient) -> None:
    """Run a cell with a figure, and wait for the figure."""
    request = client.execute(FIGURE)
    while True:
        message: dict[str, Any] = client.get_iopub_msg(timeout=LONGEST)
        ours = message["parent_header"].get("msg_id") == request
        if ours and "image/png" in message["content"].get("data", {}):
            return


def one_start(specs: KernelSpecManager, name: str) -> tuple[float, float]:
    """Return the seconds to the first answer and to the first figure."""
    began = time.perf_counter()
    with started(specs, name) as (_, client):
        answered = time.perf_counter() - began
        draw(client)
        return answered, time.perf_counter() - began


def report(times: dict[str, list[tuple[float, float]]]) -> None:
    """Print medians, and how many times faster the warm one is."""
    rounds = len(times["stock"])
    print(f"\n{f'ms, median of {rounds}':<22}{'first answer':>14}{'first figure':>14}")
    figures = {}
    for name, seconds in times.items():
        figures[name] = [1000 * statistics.median(column) for column in zip(*seconds, strict=True)]
        print(f"{name:<22}{figures[name][0]:>14.0f}{figures[name][1]:>14.0f}")
    ratios = [a / b for a, b in zip(figures["stock"], figures["warm"], strict=True)]
    print(f"{'stock / warm':<22}{ratios[0]:>14.1f}{ratios[1]:>14.1f}")


def many(specs: KernelSpecManager) -> None:
    """Start many at once and print what each holds for itself."""
    with ExitStack() as end:
        began = time.perf_counter()
        kernels = [end.enter_context(started(specs, "warm")) for _ in range(AT_ONCE)]
        print(f"{AT_ONCE} kernels one after another: {time.perf_counter() - began:.1f} s")
        answered = [private_kb(manager) for manager, _ in kernels]
        for _, client in kernels:
            draw(client)
        drawn = [private_kb(manager) for manager, _ in kernels]
    for when, sizes in (("answered", answered), ("drawn", drawn)):
        largest, median = max(sizes) / 1024, statistics.median(sizes) / 1024
        print(f"unshared once it has {when}: {median:.1f} MB median, {largest:.1f} MB at most")


def private_kb(manager: KernelManager) -> int:
    """Return the memory that only this kernel has."""
    provisioner: Any = manager.provisioner
    rollup = Path(f"/proc/{provisioner.process.pid}/smaps_rollup").read_text(encoding="ascii")
    lines = (line.split() for line in rollup.splitlines())
    return sum(int(line[1]) for line in lines if line[0].startswith("Private"))


if __name__ == "__main__":
    main()
