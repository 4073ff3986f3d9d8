"""What changed, as Atom and JSON Feed."""
