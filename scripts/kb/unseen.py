"""Characters that nobody sees, or that move what stands after them: no message shows them as typed.

What a dossier may hold of them is `kb.read.yaml_text`'s to say.
"""

UNSEEN = r"\x00-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff"
"""As they stand within the brackets of a pattern."""
