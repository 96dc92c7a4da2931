"""Build the documentation as a site: `make docs`.

    .venv/bin/python .ci/docs.py

The demo page is built first: it stands in the pages as their live examples. The site lands in
docs/_build/html; any warning is an error.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
SITE = DOCS / "_build" / "html"


def main() -> int:
    """Build; return the exit status of the first step that fails."""
    npm = shutil.which("npm", path=f"{ROOT / '.venv' / 'bin'}{os.pathsep}{os.environ['PATH']}")
    demo = [str(npm), "run", "--silent", "build", "--", "--demo"]
    site = [sys.executable, "-m", "sphinx", "-q", "-W", "--keep-going", "-E", str(DOCS), str(SITE)]
    for command, folder in ((demo, ROOT / "widgets"), (site, ROOT)):
        status = subprocess.run(command, cwd=folder, check=False).returncode
        if status:
            return status
    print(f"the documentation: {SITE.relative_to(ROOT)}/index.html")
    return 0


if __name__ == "__main__":
    sys.exit(main())
