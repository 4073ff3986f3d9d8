"""From what editors write to what readers see, one way.

    timeline.yaml ── read ──▶ Manuscript (ids, places) ── check ──▶ Problems? print all; stop
    sources/      ── read ──▶ kept text, passages ─┘
                                                      connect ──▶ Dossier (objects, order)
                                                      render  ──▶ OutputFile ── write ──▶ docs/
                                                                             └─ search ─▶ site/

The modules beside this one are the words that all stages share. `read`, `check`, `connect` and
`render` know these words and not each other; `site` alone knows their order. Above stand
`edit`, which changes what editors wrote, and `commands`, what the command line offers.
"""
