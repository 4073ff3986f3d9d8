"""A person at a terminal: questions, and completion by Tab where Python has readline."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType


class Keyboard:
    """Asks at the terminal, or reads the answers from a file that stands in for it."""

    def __init__(self) -> None:
        self._options: Mapping[str, str] = {}
        self._readline = _readline()
        if self._readline:
            self._readline.set_completer(self._completed)
            self._readline.set_completer_delims("")
            is_libedit = "libedit" in (self._readline.__doc__ or "")
            key = "bind ^I rl_complete" if is_libedit else "tab: complete"
            self._readline.parse_and_bind(key)
            self._readline.set_auto_history(False)

    def ask(self, prompt: str, options: Mapping[str, str]) -> str:
        """Return the answer; raises EOFError at the end of input."""
        with self._offering(options):
            return input(prompt).strip()

    def say(self, text: str) -> None:
        """Print it."""
        print(text)

    @contextmanager
    def _offering(self, options: Mapping[str, str]) -> Iterator[None]:
        self._options = options
        try:
            yield
        finally:
            self._options = {}

    def _completed(self, typed: str, number: int) -> str | None:
        found = completions(typed, self._options)
        return found[number] if number < len(found) else None


def completions(typed: str, options: Mapping[str, str]) -> list[str]:
    """Return the ids that begin with what was typed, else those whose name holds it."""
    by_id = [ref for ref in options if ref.startswith(typed)]
    held = typed.casefold()
    return sorted(by_id or (ref for ref, name in options.items() if held in name.casefold()))


def _readline() -> ModuleType | None:
    try:
        return import_module("readline")
    except ImportError:
        return None
