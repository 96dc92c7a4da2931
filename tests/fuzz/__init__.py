"""Answers that nobody thought of, marked by Python and by the browser's half, and compared.

`python -m tests.fuzz --answers 100000 order match` runs as many as wanted of each kind; the
suite runs some of each (`tests/unit/core/test_fuzz.py`). A kind's own module here makes
answers near the right one, wrong, broken and hostile:

    def answers(rng, exercise, key, variant): yield value, value, …
"""
