"""Rules of marking that several kinds share: pure functions, each on what it needs alone.

A kind may not import another kind. What a gap of a cloze has in common with a
number, a text or a choice stands here, and in `widgets/src/rules/`.
"""
