"""What is the same wherever the dossier is published: addresses, dates, voices, citations."""
