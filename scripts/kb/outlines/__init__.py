"""The outlines of the countries, as they are checked against and drawn."""
