"""Linked data: schema.org, Web Annotations and citations."""
