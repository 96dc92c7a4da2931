"""The warm parent as Jupyter sees it: a provisioner that starts kernels by forking.

`provisioner` is what jupyter_client loads; `host` finds or starts the one warm
parent that a person has in an environment, `standing` is that process, `app` the
kernel in its children, and `spec` the kernelspec that names the provisioner.
"""
