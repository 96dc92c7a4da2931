"""What a cluster calls on its machines: bytes in, bytes out.

Functions travel by name; what they need is imported where they are called, and
there alone.
"""

from __future__ import annotations

from courseware.grading import quick


def carry(package: bytes) -> bytes:
    """Return what was given: so the cluster holds it once, and can make it again."""
    return package


def grade(key: str, package: bytes, handin: bytes) -> bytes:
    """Grade one hand-in; see `answering.grade`."""
    quick.import_nbgrader()
    from courseware.grading.running import answering  # noqa: PLC0415

    return answering.grade(key, package, handin)


def forget(key: str) -> None:
    """Close this machine's engine of a package."""
    from courseware.grading.running import answering  # noqa: PLC0415

    answering.engines.forget(key)
