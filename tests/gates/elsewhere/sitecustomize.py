"""Another day and no network: with this folder on PYTHONPATH each Python begins with this module.

The time is changed in the very types, so that whoever has imported them already is told it too.
Only what Python does is refused here; `clones.ELSEWHERE` keeps other programs from the network.
"""

import ctypes
import datetime
import gc
import sys
import time
from collections.abc import MutableMapping
from functools import partial
from typing import Any

AHEAD = 10 * 365 * 86400
"""Seconds that the clock is ahead."""
_clock, _clock_ns = time.time, time.time_ns


def _later() -> float:
    return _clock() + AHEAD


def _now(cls: type[datetime.datetime], tz: datetime.tzinfo | None = None) -> datetime.datetime:
    return cls.fromtimestamp(_later(), tz)


def _told(tell: Any, seconds: float | None = None) -> Any:
    return tell(_later() if seconds is None else seconds)


def _written(write: Any, form: str, moment: Any = None) -> str:
    return str(write(form, time.localtime() if moment is None else moment))


def _refuse(event: str, arguments: tuple[Any, ...]) -> None:
    """Refuse addresses of the network; sockets between processes of one machine are let be."""
    if event == "socket.getaddrinfo":
        raise PermissionError(f"no network here: {arguments[:2]}")
    if event in ("socket.connect", "socket.sendto") and isinstance(arguments[1], tuple):
        raise PermissionError(f"no network here: {arguments[1]}")


time.time = _later
time.time_ns = lambda: _clock_ns() + AHEAD * 10**9
for name in ("localtime", "gmtime", "ctime"):
    setattr(time, name, partial(_told, getattr(time, name)))
time.strftime = partial(_written, time.strftime)
_methods: MutableMapping[str, Any] = gc.get_referents(datetime.datetime.__dict__)[0]
_methods["now"] = classmethod(_now)
_methods["utcnow"] = classmethod(lambda cls: _now(cls, datetime.UTC).replace(tzinfo=None))
ctypes.pythonapi.PyType_Modified(ctypes.py_object(datetime.datetime))
sys.addaudithook(_refuse)
