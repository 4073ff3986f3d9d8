"""What makes a large site sooner than MkDocs alone would, byte for byte the same.

Each part can be left out: with KB_STOCK=1 in the environment all are, and MkDocs builds as it
always does. tests/test_faster.py compares the two on every type of page.
"""
