"""The words that learners and authors write: functions, constants, Greek letters, conjunctions.

Several spellings each: those of English, Russian and Uzbek schools, of calculators, of LaTeX
(without its backslash) and of computer algebra (`%pi`, `minf`).
"""

from __future__ import annotations

from typing import Final


def _table(lines: str) -> dict[str, str]:
    """Read `name: spelling spelling` lines; a name is a spelling of itself."""
    found = {}
    for line in lines.strip().splitlines():
        name, _, spellings = line.strip().partition(":")
        found.update(dict.fromkeys([name, *spellings.split()], name))
    return found


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


FUNCTIONS: Final = _table("""
    sqrt:
    cbrt:
    root:
    abs: fabs modul
    exp:
    ln:
    log:
    lg: log10
    lb: log2
    sin:
    cos:
    tan: tg
    cot: ctg cotan cotg
    sec:
    csc: cosec
    asin: arcsin
    acos: arccos
    atan: arctan arctg
    acot: arccot arcctg
    asec: arcsec
    acsc: arccsc arccosec
    sinh: sh
    cosh: ch
    tanh: th
    coth: cth
    sech:
    csch: cosech
    asinh: arsinh arcsinh arsh
    acosh: arcosh arccosh arch
    atanh: artanh arctanh arth
    acoth: arcoth arccoth arcth
    atan2: arctan2
    factorial: fact
    gamma:
    binomial: binom
    max:
    min:
    floor:
    ceil: ceiling
    round:
    sign: signum sgn
    re: realpart
    im: imagpart
    conj: conjugate
    arg: carg
    mod:
    gcd:
    lcm:
    diff:
    int: integrate
    sum:
    product: prod
    limit: lim
    matrix:
    ntuple:
    oo:
    oc:
    co:
    cc:
    union: cup ∪ ⋃
    intersection: cap ∩ ⋂
""")
"""Spelling: function."""

MANY: Final = _words("""
    root log atan2 binomial max min mod gcd lcm diff int sum product limit matrix ntuple oo oc co cc
    union intersection lg gamma
""")
"""Functions that take more than one argument, so that a comma within parts arguments."""

ONLY_CALLED: Final = _words("""
    oo oc co cc re im int mod max min sum cup cap arg sh ch th union matrix diff arch round root
    product prod
""")
"""Spellings that are too like a product of letters: functions only before a bracket."""

CONSTANTS: Final = _table("""
    pi: π
    inf: infinity infty ∞ oo
    minf:
    true: True
    false: False
    all:
    none:
""")

GREEK: Final = _table("""
    α: alpha
    β: beta
    γ: gamma
    δ: delta
    ε: epsilon varepsilon ϵ
    ζ: zeta
    η: eta
    θ: theta vartheta ϑ
    ι: iota
    κ: kappa
    λ: lambda
    μ: mu µ
    ν: nu
    ξ: xi
    ο: omicron
    ρ: rho varrho
    σ: sigma
    τ: tau
    υ: upsilon
    φ: phi varphi ϕ
    χ: chi
    ψ: psi
    ω: omega
    Γ: Gamma
    Δ: Delta
    Θ: Theta
    Λ: Lambda
    Ξ: Xi
    Π: Pi
    Σ: Sigma
    Φ: Phi
    Ψ: Psi
    Ω: Omega
""")

CONJUNCTIONS: Final = _table("""
    and: va и && ∧ land nounand
    or: yoki или ∨ lor nounor
    not: emas не ¬ neg lnot nounnot
    implies: ⇒ → Rightarrow to
    xor:
    xnor:
""")

LATEX_ONLY: Final = _words("land lor lnot neg to Rightarrow")
"""Conjunctions that are words only after a backslash."""

APPLIED: Final = frozenset({"f", "g", "h"})
"""Letters that before a bracket are functions, unless they are known as variables."""

RELATIONS: Final = {
    "=": "=",
    "==": "=",
    "<": "<",
    ">": ">",
    "<=": "≤",
    "=<": "≤",
    "≤": "≤",
    "⩽": "≤",
    "≦": "≤",
    "le": "≤",
    "leq": "≤",
    "leqslant": "≤",
    ">=": "≥",
    "=>": "≥",
    "≥": "≥",
    "⩾": "≥",
    "≧": "≥",
    "ge": "≥",
    "geq": "≥",
    "geqslant": "≥",
    "!=": "≠",
    "<>": "≠",
    "/=": "≠",
    "#": "≠",
    "≠": "≠",
    "ne": "≠",
    "neq": "≠",
    "lt": "<",
    "gt": ">",
    "∈": "∈",
    "≔": "≔",
    "in": "∈",
}

LOOKALIKES: Final = dict(zip("асеохруАВСЕНКМОРТХУкіјѕһ", "aceoxpyABCEHKMOPTXYkijsh", strict=True))
"""Cyrillic letters that look like Latin ones."""
