"""What may be told without its status, and what may not."""

from kb.dossier import Dossier
from kb.public.attribution import page_title


def test_only_what_may_stand_bare_has_a_title_without_its_status(dossier: Dossier) -> None:
    bare = [event for event in dossier.events if page_title(event) == event.title]
    others = [event for event in dossier.events if event not in bare]

    assert bare
    assert others
    assert all(event.lead.is_bare for event in bare)
    for event in others:
        assert page_title(event) == f"{event.title} ({event.lead.standing.mark})"
