"""What the command line offers, a module for each thing; `scripts/build.py` lists them.

A module's `register` adds its commands to the parser; each sets `run`, which takes the options,
prints, and returns the exit code: 0 good, 1 problems, 2 wrong use.
"""
