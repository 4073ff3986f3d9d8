"""Dossier -> OutputFile for each format in which the data are published."""
