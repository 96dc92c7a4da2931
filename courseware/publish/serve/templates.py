"""Voilà's page templates, compiled once for a server.

Voilà makes a Jinja environment for every page and compiles all templates in it anew, which is a
third of what a page costs the server. Neither it nor nbconvert has a setting for Jinja's cache of
compiled templates; what nbconvert calls before it loads one is its preprocessors, and ours sets
the cache there.
"""

from __future__ import annotations

from types import CodeType
from typing import Any, Final

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket
from nbconvert.exporters.templateexporter import TemplateExporter
from nbconvert.preprocessors import Preprocessor
from nbformat import NotebookNode


class Compiled(BytecodeCache):
    """What was compiled stays in memory, until its source is another one."""

    def __init__(self) -> None:
        self._codes: dict[tuple[str, bool], tuple[str, CodeType | None]] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give a template what was compiled from the same source."""
        checksum, code = self._codes.get(_kind(bucket), ("", None))
        if checksum == bucket.checksum:
            bucket.code = code

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled for a template."""
        self._codes[_kind(bucket)] = (bucket.checksum, bucket.code)


def _kind(bucket: Bucket) -> tuple[str, bool]:
    """Return whose code it is: the same source gives other code where templates may wait."""
    return bucket.key, bucket.environment.is_async


_COMPILED: Final = Compiled()


class KeepCompiled(Preprocessor):
    """An entry of `VoilaExporter.preprocessors` that changes no notebook."""

    def __call__(
        self, nb: NotebookNode, resources: dict[str, Any]
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Let the exporter's environment use the cache; no template was loaded in it yet."""
        if isinstance(self.parent, TemplateExporter):
            self.parent.environment.bytecode_cache = _COMPILED
        return nb, resources
