"""What `mkdocs serve` does in place of a whole build: each page is made when it is asked for."""
