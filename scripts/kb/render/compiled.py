"""How templates are compiled: what Jinja allows for, and templates of pages have no need of.

All that is printed is escaped by `finalize`, and so not once more; macros are made once for all
pages; what is called is called, and not asked first whether it wants the context. An event's page
prints 340 times and calls 130 macros: asking took longer than answering.
"""

import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from jinja2 import (
    BytecodeCache,
    Environment,
    FileSystemBytecodeCache,
    FileSystemLoader,
    StrictUndefined,
    Template,
    nodes,
)
from jinja2.bccache import Bucket
from jinja2.compiler import CodeGenerator, Frame, MacroRef
from jinja2.environment import TemplateModule
from jinja2.runtime import Context
from jinja2.utils import missing
from markupsafe import Markup

TEMPLATES = Path(__file__).parent / "templates"
_PARTIALS = Path(__file__).parents[3] / "overrides" / "partials"
"""Of the theme: the drawn marks of the statuses."""


def environment(finalize: Callable[[object], Markup]) -> Environment:
    """Return what templates are filled in; `finalize` escapes whatever they print.

    A template may not say `{% autoescape false %}`, nor call what takes Jinja's context.
    """
    made = Environment(
        loader=FileSystemLoader([TEMPLATES, _PARTIALS]),
        bytecode_cache=_COMPILED,
        auto_reload=False,  # templates do not change while one dossier is rendered
        undefined=StrictUndefined,
        # Markdown, not HTML: `finalize` escapes more than autoescape would, and autoescape is on
        # only so that what macros return is known as finished markup.
        autoescape=True,
        finalize=finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.code_generator_class = _Direct
    made.context_class = _WithMacros
    made.template_class = _MadeOnce
    return made


class Compiled(BytecodeCache):
    """What templates were compiled to, by name and text, so that a next build does it only once."""

    def __init__(self) -> None:
        self._held: dict[tuple[str, str], Bucket] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill a bucket, if the template was compiled before."""
        if held := self._held.get((bucket.key, bucket.checksum)):
            bucket.code = held.code

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what a template was compiled to."""
        self._held[bucket.key, bucket.checksum] = bucket


class Kept(FileSystemBytecodeCache):
    """The same, for other processes and a next build too: in a folder, as Python does with modules.

    Where nothing can be written, each process compiles what it needs.
    """

    def __init__(self, folder: Path) -> None:
        super().__init__(str(folder), "%s.pyc")
        self._held = Compiled()

    def get_source_checksum(self, source: str) -> str:
        """Return what changes with a template, and with whatever may have a say in compiling it."""
        return super().get_source_checksum(f"{_how_compiled()}{source}")

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill a bucket, if the template was compiled before."""
        self._held.load_bytecode(bucket)
        if bucket.code is None:
            super().load_bytecode(bucket)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what a template was compiled to."""
        self._held.dump_bytecode(bucket)
        if not sys.dont_write_bytecode:
            with suppress(OSError):
                super().dump_bytecode(bucket)


@cache
def _how_compiled() -> str:
    """Return what changes with our code: Jinja calls filters while it compiles, where it can."""
    code = sorted(Path(__file__).parents[1].rglob("*.py"))
    return sha256(b"\0".join(path.read_bytes() for path in code)).hexdigest()


_COMPILED = Kept(Path(__file__).parent / "__pycache__")


class _Direct(CodeGenerator):
    """Writes `finalize(m.status(mark))` for what Jinja wraps into two more calls, and a third."""

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        self.write(finalize.src)

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        self.write(")")

    def visit_Call(  # noqa: N802 - Jinja's name
        self,
        node: nodes.Call,
        frame: Frame,
        forward_caller: bool = False,  # noqa: FBT001, FBT002 - and its signature
    ) -> None:
        if node.dyn_args or node.dyn_kwargs:
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.visit(node.node, frame)
        self.write("(")
        for given in (*node.args, *node.kwargs):
            self.visit(given, frame)
            self.write(", ")
        self.write("caller=caller)" if forward_caller else ")")

    def macro_def(self, macro_ref: MacroRef, frame: Frame) -> None:
        """Write a macro as a function, unless it takes whatever it is given or a block."""
        if macro_ref.accesses_caller or macro_ref.accesses_kwargs or macro_ref.accesses_varargs:
            super().macro_def(macro_ref, frame)
        else:
            self.write(f"context.macro(macro, {[one.name for one in macro_ref.node.args]!r})")


class _WithMacros(Context):
    def macro(self, fill: Callable[..., str], names: list[str]) -> Callable[..., Markup]:
        """Return a macro that takes its arguments by place or by name."""
        count, new = len(names), str.__new__

        def macro(*given: Any, **named: Any) -> Markup:
            if named or len(given) < count:
                given = (*given, *(named.pop(name, missing) for name in names[len(given) :]))
            if named:
                raise TypeError(f"the macro takes no {', '.join(named)}")
            return new(Markup, fill(*given))

        return macro


class _MadeOnce(Template):
    """A template of which all that import it share the macros.

    What a macro asks for by name is looked up when it is called, among the environment’s globals:
    there stand, while a page is filled, that page and its record. What a file of macros sets
    outside of them must hold for all pages.
    """

    _module: TemplateModule | None

    def new_context(
        self,
        vars: dict[str, Any] | None = None,
        shared: bool = False,  # noqa: FBT001, FBT002 - Jinja's signature
        locals: Mapping[str, Any] | None = None,
    ) -> Context:
        """Return what is known by name: with what the environment knows, unless `shared`."""
        known = (vars or {}) if shared else self.environment.globals | (vars or {})
        if locals:
            known = known | {name: one for name, one in locals.items() if one is not missing}
        return self.environment.context_class(self.environment, known, self.name, self.blocks)

    def make_module(
        self,
        vars: dict[str, Any] | None = None,
        shared: bool = False,  # noqa: FBT001, FBT002 - Jinja's signature
        locals: Mapping[str, Any] | None = None,
    ) -> TemplateModule:
        """Return the macros, made when they are first imported; what imports them is no matter."""
        if self._module is None:
            self._module = super().make_module(self.environment.globals, shared=True)
        return self._module
