"""The cyclic garbage collector, paused while much is made and nothing thrown away."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def paused_collector() -> Iterator[None]:
    """Pause the collector, and start it again whatever comes unless it was off before.

    Millions of objects of a dossier live to the end: looking through them for garbage again and
    again takes longer than making them. What was made meanwhile counts as old afterwards, so that
    it is not looked through at once.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.freeze()
            gc.unfreeze()  # puts all that was frozen among the oldest
            gc.enable()
