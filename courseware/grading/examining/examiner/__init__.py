"""The side of the tests: the learner's names are proxies, what they give is plain data."""
