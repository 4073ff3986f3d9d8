"""What changed in content between two revisions of a dossier.

    git, folder ── revisions ──▶ Revision ×2 ── compare ──▶ Report ── markdown, json ──▶ text

Two revisions are read and checked whole, each by itself; what is compared are their connected
dossiers, so that spaces, comments, quotes and the order of keys cannot matter.
"""
