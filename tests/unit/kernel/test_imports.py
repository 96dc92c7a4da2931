from __future__ import annotations

import pytest

from courseware.kernel import imports_of


@pytest.mark.parametrize(
    ("sources", "modules"),
    [
        (["import numpy as np, pandas", "import numpy"], ["numpy", "pandas"]),
        (["from matplotlib import pyplot as plt"], ["matplotlib"]),
        (["import matplotlib.pyplot"], ["matplotlib.pyplot"]),
        (["from . import helper", "from .helper import x"], []),
        (["def f():\n    import json\n    return json"], ["json"]),
        (["%matplotlib inline\nimport numpy\n!ls\nnumpy?"], ["numpy"]),
        (["files = !ls\nimport csv"], ["csv"]),
        (["if True:\n    %time 1\n    import re"], ["re"]),
        (["%%time\nimport decimal"], ["decimal"]),
        (["%%bash\nimport this"], []),
        (["import antigravity, this, turtle", "import math"], ["math"]),
        (["this is no python", "import string"], ["string"]),
        (["import \x00", "(" * 5000, "'\\d'; import os"], ["os"]),
        ([], []),
    ],
)
def test_imports_of(sources: list[str], modules: list[str]) -> None:
    assert imports_of(sources) == modules
