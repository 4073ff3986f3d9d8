"""The licence of our own words; quotations and kept texts are their authors’ and publishers’."""

NAME = "CC BY 4.0"
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
