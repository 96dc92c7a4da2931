"""From a course as its teacher writes it to what learners get: sealing, releasing, serving."""
