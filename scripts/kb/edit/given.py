"""Answers that come all at once, from flags or JSON, and what each is called there."""

import json
from collections.abc import Callable

from pydantic import ValidationError

from kb.edit.answers import Answers, BadAnswers
from kb.edit.form import ANSWERED_BY, Form
from kb.nearest import near_hint

_WANTED = {
    **dict.fromkeys(("place", "topic", "by", "denies", "quote", "via"), "a text or a list of them"),
    **dict.fromkeys(("actor", "distinct_from", "new_actor", "new_place"), "an object of texts"),
    "draft": "true or false",
}
"""Whatever is not named here is one text."""


def answers_from_json(text: str) -> Answers:
    """Return the answers of a JSON object whose keys are the flags without their hyphens ahead."""
    try:
        read = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise BadAnswers(f"this is not JSON: {error}") from None
    if not isinstance(read, dict):
        raise BadAnswers("the JSON holds no object; write {…} with the flags as keys")
    keys = {name.replace("_", "-"): name for name in Answers.model_fields}
    for key in read:
        if key not in keys:
            raise BadAnswers(f"unknown key '{key}'\n    {near_hint(key, keys)}".rstrip())
    try:
        return Answers.model_validate(read)
    except ValidationError as error:
        key = error.errors(include_url=False)[0]["loc"][0]
        wanted = _WANTED.get(keys.get(str(key), str(key)), "a text, in quotes")
        raise BadAnswers(f"'{key}' holds something else than {wanted}") from None


def by_flag(field: str) -> str:
    """Return the flag of an answer."""
    return f"--{field.replace('_', '-')}"


def by_key(field: str) -> str:
    """Return the key of an answer in JSON."""
    return f"'{field.replace('_', '-')}'"


def by_label(form: Form) -> Callable[[str], str]:
    """Return what tells the label of the form under which an answer was given."""
    return lambda field: f"“{form.labels.get(ANSWERED_BY.get(field, field), field)}”"
