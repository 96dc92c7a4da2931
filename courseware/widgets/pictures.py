"""Pictures of a lesson, carried inside the exercise: a widget has no folder to load from."""

from __future__ import annotations

import base64
from pathlib import Path

TYPES = {
    ".gif": "image/gif",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".webp": "image/webp",
}
LARGEST = 400_000
"""Bytes of one picture: what a village school's line brings in half a minute."""


def data_uri(folder: Path, source: str) -> str | None:
    """Return a picture of the lesson's folder as a data URI.

    None where it lies elsewhere (also by `..` or a link), is no picture, or is too large.
    """
    try:
        path = (folder / source).resolve()
        media_type = TYPES.get(path.suffix.lower())
        inside = path.is_relative_to(folder.resolve())
        if media_type is None or not inside or path.stat().st_size > LARGEST:
            return None
        content = path.read_bytes()
    except (OSError, ValueError):
        return None
    return f"data:{media_type};base64,{base64.b64encode(content).decode()}"
