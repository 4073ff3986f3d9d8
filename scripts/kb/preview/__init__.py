"""What `serve` adds to a build: what was saved, what is amiss, and the last good pages."""
