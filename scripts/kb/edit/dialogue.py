"""The dialogue of `./run add`: each answer is checked at once by the dossier's own rules."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from kb.edit.add import Addition, Target, prepared, source_at, taken_ids
from kb.edit.answers import Answers
from kb.edit.explain import claims_of, named_origin, shared_origins
from kb.edit.faults import Fault
from kb.edit.propose import id_from
from kb.edit.questions import (
    ACTOR_KINDS,
    Asking,
    Options,
    Question,
    questions_for,
)
from kb.edit.stand_ins import stood_in
from kb.fields import ID
from kb.manuscript import Manuscript
from kb.nearest import near_hint
from kb.read.nearest import nearest_stretch
from kb.read.normalise import normalise


class Terminal(Protocol):
    """A person who is asked; EOFError and KeyboardInterrupt mean that this person has left."""

    def ask(self, prompt: str, options: Options) -> str:
        """Return the answer, without white space around it."""

    def say(self, text: str) -> None:
        """Tell something."""


@dataclass(slots=True)
class Dialogue:
    """The questions, the answers so far and where they go."""

    terminal: Terminal
    folder: Path
    manuscript: Manuscript
    target: Target
    today: str
    answers: Answers = field(default_factory=Answers)

    def run(self) -> Addition | None:
        """Return an addition without faults, or None where it is not wanted after all."""
        for question in questions_for(self.target):
            if question.wanted(self._asking()):
                self._settle(question)
        addition = self._without_faults()
        addition = self._with_origin(addition)
        self.terminal.say("\n" + "\n".join(addition.lines) + "\n")
        answer = self.terminal.ask("Write this? [Y/n] ", {"y": "", "n": ""})
        return addition if answer.lower() in ("", "y", "yes") else None

    def _asking(self) -> Asking:
        return Asking(self.manuscript, self.target, self.answers)

    def _settle(self, question: Question) -> None:
        """Ask until the answer has no fault."""
        while True:
            self._set(question.field, self._answer(question))
            faults = self._faults(question.field)
            if not faults:
                return
            tell(self.terminal, faults)
            if question.field == "quote" and self._took_passage():
                return

    def _answer(self, question: Question) -> object:
        if question.field == "actor":
            return self._roles(question)
        if question.field == "distinct_from":
            return self._told_apart(question)
        if question.field == "topic":
            return self._several(question)
        answer = self._one(question)
        if question.field == "source" and (known := source_at(self.manuscript, answer)):
            self.terminal.say(f"  this address is here already, as '{known}'")
            return known
        return ((answer,) if answer else ()) if question.is_list else answer

    def _told_apart(self, question: Question) -> dict[str, str]:
        """Return why the event is none of those that it looks like; what was mistyped goes."""
        events, given = self.manuscript.timeline.events, self.answers.distinct_from or {}
        kept = {other: why for other, why in given.items() if other in events and why}
        other, _, why = self._one(question).partition("=")
        return {**kept, other.strip(): why.strip()}

    def _one(self, question: Question) -> str:
        """Ask once, again while an answer that is needed is empty, and resolve names."""
        proposed = question.proposed(self._asking())
        shown = f"{question.prompt} [{proposed}]: " if proposed else f"{question.prompt}: "
        options = dict(question.options(self._asking()))
        while True:
            answer = self.terminal.ask(shown, options) or proposed
            if answer and question.names:
                answer = self._named(answer, question.names, options)
                if not answer:
                    continue
            if answer or not question.is_needed:
                return answer
            self.terminal.say("  this is needed")

    def _several(self, question: Question) -> tuple[str, ...]:
        options = question.options(self._asking())
        found: list[str] = []
        while answer := self._one(question):
            if answer in options:
                found.append(answer)
            else:
                self.terminal.say(f"  unknown id '{answer}'\n    {near_hint(answer, options)}")
        return tuple(found)

    def _roles(self, question: Question) -> dict[str, str]:
        roles: dict[str, str] = {}
        while actor := self._one(question):
            role = ""
            while not role:
                role = self.terminal.ask(f"  role of {actor} in it: ", {})
            roles[actor] = role
        return roles

    def _named(self, answer: str, collection: str, options: Options) -> str:
        """Return the id that an answer means: an id, a name, or a new record that is made."""
        by_name = [ref for ref, name in options.items() if name.casefold() == answer.casefold()]
        new = {**(self.answers.new_actor or {}), **(self.answers.new_place or {})}
        if answer in options or answer in new:
            return answer
        if len(by_name) > 1:
            self.terminal.say(f"  '{answer}' is the name of {' and '.join(by_name)}; give the id")
        if by_name:
            return by_name[0] if len(by_name) == 1 else ""
        kind = "actor" if collection == "actors" else "place"
        hint = near_hint(answer, options) or near_hint(answer, options.values())
        self.terminal.say(f"  unknown {kind} '{answer}'" + (f"\n    {hint}" if hint else ""))
        name = self.terminal.ask(f"  name of a new {kind}, or nothing to choose again: ", {})
        return self._new(answer, kind, name) if name else ""

    def _new(self, answer: str, kind: str, name: str) -> str:
        taken = taken_ids(self.manuscript)
        ref = answer if re.fullmatch(ID, answer) else id_from(name, taken, f"new-{kind}")
        options = dict.fromkeys(ACTOR_KINDS, "") if kind == "actor" else {}
        prompt = f"  what {ref} is [person]: " if kind == "actor" else "  its country, such as KZ: "
        while True:
            given = self.terminal.ask(prompt, options) or ("person" if kind == "actor" else "")
            key = f"new_{kind}"
            before = getattr(self.answers, key)
            self._set(key, {**(before or {}), ref: f"{given}: {name}" if given else name})
            faults = [f for f in self._faults(key) if f.problem.rule != "unused-record"]
            if not faults:
                return ref
            tell(self.terminal, faults)
            self._set(key, before)

    def _took_passage(self) -> bool:
        """Offer the nearest passage of the kept text in place of a quote that is not in it."""
        kept = self.manuscript.kept[self.answers.source or ""]
        text = normalise(kept.body)
        typed = normalise(" ".join(self.answers.quote or ())).text.strip()
        near = nearest_stretch(typed, text.text)
        if near is None:
            return False
        start, end = text.stretch(*near)
        passage = " ".join(kept.body[start:end].split())
        if normalise(passage).text.strip() == typed:
            return False
        self.terminal.say(f"  the source has: {passage}")
        if self.terminal.ask("  take this? [y/N] ", {}).lower() not in ("y", "yes"):
            return False
        self._set("quote", (passage,))
        tell(self.terminal, faults := self._faults("quote"))
        return not faults

    def _without_faults(self) -> Addition:
        """Ask again whatever the check of the whole finds, until it finds nothing."""
        while True:
            addition = self._prepared(self.answers)
            if not addition.faults:
                return addition
            tell(self.terminal, addition.faults)
            fields = {fault.field for fault in addition.faults}
            again = [q for q in questions_for(self.target) if q.field in fields]
            if not again:
                raise EOFError  # nothing that can be answered mends it
            for question in again:
                self._set(question.field, self._answer(question))

    def _with_origin(self, addition: Addition) -> Addition:
        """Ask whether the new evidence only repeats an origin that the claim has already."""
        dossier = addition.tried.dossier
        found = claims_of(dossier, addition.event, addition.claim) if dossier else []
        if self.answers.via or self.answers.speaker or not found or not self.target.claim:
            return addition
        for origin, asked in shared_origins(found[0].evidence[-1]):
            if self.terminal.ask(f"{asked} [y/N] ", {}).lower() in ("y", "yes"):
                key, value = named_origin(origin)
                self._set(key, (value,) if key == "via" else value)
                return self._without_faults()
        return addition

    def _set(self, key: str, value: object) -> None:
        self.answers = self.answers.model_copy(update={key: value})

    def _prepared(self, answers: Answers) -> Addition:
        return prepared(self.folder, self.manuscript, answers, self.target, self.today)

    def _faults(self, key: str) -> list[Fault]:
        addition = self._prepared(stood_in(self.answers, self.manuscript))
        return [fault for fault in addition.faults if fault.field == key]


def tell(terminal: Terminal, faults: Iterable[Fault]) -> None:
    """Say what is wrong with an answer, and the likely fix."""
    for fault in faults:
        hint = "".join(f"\n    {line}" for line in fault.problem.hint.splitlines())
        terminal.say(f"  {fault.problem.message}{hint}")
