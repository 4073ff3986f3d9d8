"""`python -m tests.fuzz.feed TARGET [options]`: atheris feeds one target, and ends this process."""

import importlib
import sys

import atheris  # type: ignore[import-untyped,unused-ignore]


def main(target: str, options: list[str]) -> None:
    """Try inputs on a target until libFuzzer has had enough."""
    with atheris.instrument_imports(include=["kb"]):
        module = importlib.import_module(f"tests.fuzz.{target}")
    atheris.Setup([target, *options], module.try_one)
    atheris.Fuzz()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
