"""What whoever sends the files of a site has to know: the headers that belong to them."""
