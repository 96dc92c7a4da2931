"""Archives of every sort, made by hand where a library is too well-behaved to make them."""

from __future__ import annotations

import io
import json
import stat
import tarfile
import zipfile
from pathlib import Path
from typing import Any

Content = bytes | str


def notebook(text: str = "answer") -> bytes:
    """Return a small notebook that says `text`."""
    cell = {"cell_type": "markdown", "metadata": {}, "source": text, "id": "a"}
    table = {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [cell]}
    return json.dumps(table).encode()


def zipped(members: dict[str, Content], **options: Any) -> bytes:
    """Return a zip of these members, in order."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, **options) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def zipped_entries(entries: list[tuple[zipfile.ZipInfo, Content]]) -> bytes:
    """Return a zip of these entries, whatever they say of themselves."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for info, content in entries:
            archive.writestr(info, content)
    return buffer.getvalue()


def link(name: str, target: str) -> tuple[zipfile.ZipInfo, str]:
    """Return a symbolic link as Unix zips hold one."""
    info = zipfile.ZipInfo(name)
    info.create_system, info.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
    return info, target


def pipe(name: str) -> tuple[zipfile.ZipInfo, str]:
    """Return a named pipe as a zip can hold one."""
    info = zipfile.ZipInfo(name)
    info.create_system, info.external_attr = 3, (stat.S_IFIFO | 0o600) << 16
    return info, ""


def tarred(members: dict[str, Content], mode: str = "w:gz") -> bytes:
    """Return a tar of these members."""
    return tarred_entries(
        [(tarfile.TarInfo(name), content) for name, content in members.items()], mode
    )


def tarred_entries(entries: list[tuple[tarfile.TarInfo, Content]], mode: str = "w:gz") -> bytes:
    """Return a tar of these entries, whatever they say of themselves."""
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode=mode) as archive:  # type: ignore[call-overload]
        for info, content in entries:
            data = content.encode() if isinstance(content, str) else content
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data) if data else None)
    return buffer.getvalue()


def special(name: str, kind: bytes, target: str = "") -> tuple[tarfile.TarInfo, bytes]:
    """Return a member of a tar that is no file."""
    info = tarfile.TarInfo(name)
    info.type, info.linkname = kind, target
    return info, b""


def written(path: Path, content: bytes) -> Path:
    """Write a file and return where."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def encrypted(archive: bytes) -> bytes:
    """Return a zip whose members all say that they have a password."""
    changed = bytearray(archive)
    for magic, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = changed.find(magic)
        while place >= 0:
            changed[place + at] |= 1
            place = changed.find(magic, place + 4)
    return bytes(changed)
