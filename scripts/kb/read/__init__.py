"""Files -> what editors wrote: trees, records, kept texts and the passages that are quoted."""
