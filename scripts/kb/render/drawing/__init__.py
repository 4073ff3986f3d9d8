"""What is drawn, as places and shapes in numbers: the strip, the timeline, map and networks."""
