"""Budgets of one contained process and all that it starts."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

Tier = Literal["A", "B", "C", "D"]
"""How strongly learners' code is contained.

- `A`: namespaces made by bubblewrap, and the cage (Landlock, seccomp, limits) inside.
- `B`: the cage alone.
- `C`: a site's own runner, named in its policy, and the cage inside.
- `D`: nothing but limits. Only with `--unsafe`.
"""

Count = Annotated[int, msgspec.Meta(ge=1)]


class Limits(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Budgets of one contained process and all that it starts.

    The operating system holds `memory_mb` (each process, beyond what the warm
    parent already maps), `processes`, `file_mb` (each file), `open_files` and
    `cpu_seconds` (each process); in tier A also `home_mb`. What only holds in
    sum, and `home_mb` elsewhere, is for whoever watches: see `Watch`. The rest
    is for the supervisor: seconds of wall time and bytes that it reads.
    """

    memory_mb: Count = 1024
    processes: Count = 64
    file_mb: Count = 50
    home_mb: Count = 60
    open_files: Count = 256
    cpu_seconds: Count = 300
    cell_seconds: Annotated[float, msgspec.Meta(gt=0)] = 30
    submission_seconds: Annotated[float, msgspec.Meta(gt=0)] = 300
    output_bytes: Count = 1_000_000
    reply_bytes: Count = 4_000_000
