"""The tables of the dossier: described once, written as CSV, SQLite and a data package."""
