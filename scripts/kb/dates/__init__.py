"""Honest time: dates as precise as their source, spans, alternatives, dates counted from events."""
