"""Where YAML broke -> which slip of the pen broke it: pure functions of the text and the mark.

Each slip proposes how to mend it; whether that makes YAML of the text is tried by the reader.
"""
