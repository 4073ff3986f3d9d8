"""Dossier -> OutputFile: the Markdown pages, with every sentence a reader sees in `templates/`."""
