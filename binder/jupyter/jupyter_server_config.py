"""The demo on Binder: lessons open under Voilà without asking any other host for anything."""

from courseware.publish.serve import configure

c = get_config()
configure(c)
