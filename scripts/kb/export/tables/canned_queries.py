"""Questions that readers ask of the whole, as SQL over the tables: Datasette offers each as a page.

Each row tells a claim by its statement, and an event by its headline: never without a status.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Query:
    """A question, and the SQL that answers it; `:names` in it are asked of the reader."""

    name: str
    title: str
    description: str
    sql: str


QUERIES = (
    Query(
        "most_contested",
        "Which claims are most contested?",
        "Those that independent origins dispute; first those with the most against them.",
        """
SELECT statement, supporting, disputing, url
FROM claims
WHERE disputing > 0
ORDER BY disputing DESC, supporting, id
""",
    ),
    Query(
        "one_outlet_alone",
        "What does one outlet alone carry?",
        "Claims whose every supporting source has one publisher. Leave the name empty for all.",
        """
SELECT min(publisher) AS outlet, claims.statement, claims.url
FROM claims
JOIN evidence ON evidence.claim = claims.id AND stance = 'supports'
GROUP BY claims.id
HAVING count(DISTINCT publisher) = 1 AND :publisher IN ('', min(publisher))
ORDER BY outlet, claims.id
""",
    ),
    Query(
        "quoted_most",
        "Whose word do the sources carry most?",
        "Actors whose saying a claim is, or who speak in its evidence; with how many sources.",
        """
WITH words (actor, claim, source) AS (
  SELECT actor, claim, source FROM said_by JOIN evidence USING (claim) WHERE stance = 'supports'
  UNION SELECT speaker, claim, source FROM evidence
)
SELECT name, count(DISTINCT claim) AS claims, count(DISTINCT source) AS sources, url
FROM words
JOIN actors ON actors.id = words.actor
GROUP BY actors.id
ORDER BY claims DESC, sources DESC, actors.id
""",
    ),
    Query(
        "repeated_most",
        "Which origins are repeated most?",
        "Who said something first, by the number of other sources that carry it.",
        """
SELECT coalesce(actors.name, publisher) AS origin, count(DISTINCT carrier.value) AS carried_by
FROM origins
JOIN json_each('["' || replace(origins.roots, ' ', '","') || '"]') AS root
JOIN json_each('["' || replace(origins.sources, ' ', '","') || '"]') AS carrier
LEFT JOIN actors ON actors.id = root.value
LEFT JOIN sources ON sources.id = root.value
WHERE carrier.value <> root.value AND root.value <> 'unnamed'
GROUP BY root.value
ORDER BY carried_by DESC, root.value
""",
    ),
    Query(
        "state_outlets_alone",
        "What do only state-owned or state-run outlets carry?",
        "Claims whose every supporting source is owned or run by a state.",
        """
SELECT claims.statement, group_concat(DISTINCT evidence.publisher) AS outlets, claims.url
FROM claims
JOIN evidence ON evidence.claim = claims.id AND stance = 'supports'
JOIN sources ON sources.id = evidence.source
GROUP BY claims.id
HAVING min(is_state) = 1
ORDER BY claims.id
""",
    ),
    Query(
        "possible_between",
        "What may have happened between two days?",
        "Events whose date, as far as it is known, touches the days from `first` to `last`"
        " (as 2022-06-17). Leave one empty for no bound.",
        """
SELECT date_text AS date, headline, url
FROM events
WHERE (date_earliest IS NULL OR :last = '' OR date_earliest <= :last)
  AND (date_latest IS NULL OR :first = '' OR date_latest >= :first)
ORDER BY coalesce(date_earliest, date_latest), coalesce(date_latest, date_earliest), id
""",
    ),
    Query(
        "named_together",
        "Who is named in the same events?",
        "Each pair of actors with the number of events that name both.",
        """
SELECT one.name AS actor, other.name AS with_actor, count(*) AS events
FROM parts AS first
JOIN parts AS second ON second.event = first.event AND second.actor > first.actor
JOIN actors AS one ON one.id = first.actor
JOIN actors AS other ON other.id = second.actor
GROUP BY first.actor, second.actor
ORDER BY events DESC, first.actor, second.actor
""",
    ),
)
