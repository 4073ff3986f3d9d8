"""Manuscript -> Dossier: ids become objects that know each other, and statuses are computed."""
