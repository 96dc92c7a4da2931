"""Packages of the environment that the tests run in, copied into another one.

A test that needs an environment of its own has the same packages unpacked and compiled there by
pip for a minute or two, which says nothing new. Copied, they are what pip would have put there:
the files of each package, and of what it requires.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import sys
from collections.abc import Iterable
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement


def copy_packages(requirements: Iterable[str], environment: Path) -> list[str]:
    """Put what is required into a virtual environment of the same Python; return the names.

    A package that is not here is left to pip, and the checkout itself to the test.
    """
    found: dict[str, Distribution] = {}
    _find([Requirement(each) for each in requirements], found)
    found.pop("courseware", None)
    for package in found.values():
        for file in package.files or ():
            _copy(Path(os.path.normpath(os.fspath(file.locate()))), environment)
    return sorted(found)


def _find(
    wanted: Iterable[Requirement], found: dict[str, Distribution], seen: set[str] | None = None
) -> None:
    """Collect the distributions behind requirements; `seen` has those that were followed."""
    seen = set() if seen is None else seen
    for each in wanted:
        bare = f"{each.name.lower()}[{','.join(sorted(each.extras))}]"
        if bare in seen:
            continue
        seen.add(bare)
        try:
            package = distribution(each.name)
        except PackageNotFoundError:
            continue
        found[package.name] = package
        _find(_required(package, each.extras), found, seen)


def _required(package: Distribution, extras: set[str]) -> list[Requirement]:
    asked = [Requirement(each) for each in package.requires or ()]
    return [
        each
        for each in asked
        if each.marker is None
        or any(each.marker.evaluate({"extra": extra}) for extra in ("", *extras))
    ]


def _copy(source: Path, environment: Path) -> None:
    """Put one file into the same place, with what Python compiled from it."""
    if not source.is_relative_to(sys.prefix) or not source.is_file():
        return
    target = environment / source.relative_to(sys.prefix)
    target.parent.mkdir(parents=True, exist_ok=True)
    if target.parent == environment / "bin":
        shutil.copy2(source, target)
        _readdress(target, environment)
    elif not target.exists():
        _link(source, target)
    if source.suffix == ".py":
        compiled = Path(importlib.util.cache_from_source(os.fspath(source)))
        if compiled.is_file():
            _copy(compiled, environment)


def _link(source: Path, target: Path) -> None:
    """Nobody writes into an installed file, so that one on the disk is enough for both."""
    try:
        target.hardlink_to(source)
    except OSError:  # another disk
        shutil.copy2(source, target)


def _readdress(script: Path, environment: Path) -> None:
    """Let a script of ours be run by the other environment's Python."""
    first, _, rest = script.read_bytes().partition(b"\n")
    if first.startswith(b"#!") and os.fsencode(sys.prefix) in first:
        script.write_bytes(b"#!" + os.fsencode(environment / "bin" / "python") + b"\n" + rest)
