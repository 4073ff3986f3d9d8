"""The licence of our own words; quotations and kept texts are their authors’ and publishers’."""

NAME = "CC BY 4.0"
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
RIGHTS = f"{NAME} for our own words; quotes belong to those who wrote them."
"""For where a licence named alone would seem to cover the quotes as well."""
