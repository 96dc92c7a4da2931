"""Compare the marks of Python and of the browser's half on invented answers."""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from pathlib import Path

from courseware import kinds
from tests.fuzz.running import built, differing


def main() -> int:
    """Run the comparison; 1 where the halves disagree."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("kinds", nargs="*", default=kinds.NAMES, metavar="KIND")
    parser.add_argument("--answers", type=int, default=100_000, help="of each kind")
    parser.add_argument("--seed", default="courseware")
    asked = parser.parse_args()
    disagreed = 0
    with tempfile.TemporaryDirectory() as folder:
        program = built(Path(folder))
        for kind in asked.kinds:
            started = time.monotonic()
            found = differing(kind, asked.answers, program, asked.seed)
            seconds = time.monotonic() - started
            print(f"{kind}: {asked.answers} answers, {len(found)} differ, {seconds:.0f} s")
            for each in found[:10]:
                print("  ", json.dumps(each, ensure_ascii=False)[:2000])
            disagreed += len(found)
    return 1 if disagreed else 0


if __name__ == "__main__":
    sys.exit(main())
