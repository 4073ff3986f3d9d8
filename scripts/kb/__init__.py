"""From what editors write to what readers see, one way.

    timeline.yaml ── read ──▶ Manuscript (ids, places) ── check ──▶ Problems? print all; stop
    sources/      ── read ──▶ kept text, passages ─┘
                                                      connect ──▶ Dossier (objects, order)
                                                      render  ──▶ pages ─┬─ write ──▶ docs/
                                                      export  ──▶ data ──┘
                                                      search, seal ─────────────────▶ site/

The modules beside this one are the words that all stages share. `read`, `check`, `connect`,
`render` and `export` know these words and not each other; `checked` knows the order of the first
three, `site` that of all. Above stand `edit`, which changes what editors wrote, and `commands`,
what the command line offers.
"""
