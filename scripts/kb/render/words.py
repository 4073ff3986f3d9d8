"""Words as they come -> lines of text: what joins two words, and where a line ends."""

CLOSING = frozenset(".,;:!?)]’”…%")
_OPENING = frozenset("([“‘")
_BRACKETS = frozenset(")]”")


class Words:
    """Lines that are written from left to right, word by word."""

    def __init__(self) -> None:
        self._done: list[str] = []
        self._words: list[str] = []
        self._prefix = ""
        self._first: str | None = None
        """What the next line begins with, once; after that, the indents."""
        self._indents: list[str] = []
        self._pending = 0
        """Line breaks that are due before the next word; none at the very start."""
        self._is_joined = False
        """Whether the next paragraph goes on in this line."""
        self._is_tight, self._is_inline, self._is_verbatim = 0, 0, 0
        """How many are open without empty lines, without line breaks, with spaces as typed."""
        self._glue, self._is_hard = "", False
        """What joins the next word, and whether a space of the page stands behind it."""

    def text(self) -> str:
        """Return all lines, ended by one line break."""
        self._flush()
        return "\n".join(self._done).strip("\n") + "\n"

    def say(self, text: str) -> None:
        """Add words; a run of white space is one space, and an empty line ends a paragraph."""
        if self._is_verbatim or "\n\n" in text:
            self._say_lines(text)
        elif words := text.split():
            if text[0].isspace():
                self._space()
            self._put(" ".join(words))
            if text[-1].isspace():
                self._space()
        elif text:
            self._space()

    def end(self, breaks: int = 0) -> None:
        """End the line; as a rule one empty line follows, and none within what belongs together."""
        if self._is_inline or (self._is_joined and not breaks):
            self.soft(" ")
            return
        self._is_joined = False
        due = breaks or (1 if self._indents or self._is_tight else 2)
        self._pending = max(self._pending, due)

    def soft(self, glue: str) -> None:
        """Set what stands before the next word, unless that is a stop."""
        if len(glue) > len(self._glue):
            self._glue = glue

    def mark(self) -> int:
        """Return where the line is now, for `addressed`."""
        return 0 if self._pending else len(self._words)

    def _space(self) -> None:
        self._glue = self._glue or " "
        self._is_hard = True

    def _put(self, words: str) -> None:
        if self._pending or not self._words:
            self._flush()
        elif self._glue:
            self._words.append(self._joint(words[0]))
        self._words.append(words)
        self._glue, self._is_hard = "", False
        self._is_joined = False

    def _joint(self, sign: str) -> str:
        """Return what stands between the last word and one that begins with `sign`."""
        last = self._words[-1][-1:]
        if sign in _BRACKETS or last in _OPENING:
            return ""
        if sign == "·":
            return " "
        if sign in CLOSING:
            return " " if self._is_hard else ""
        return self._glue

    def _say_lines(self, text: str) -> None:
        if self._is_verbatim:
            for line in text.strip("\n").split("\n"):
                self._flush()
                self._done.append(f"    {line}".rstrip())
            return
        first, *others = text.split("\n\n")
        self.say(first)
        for paragraph in others:
            self.end()
            self.say(paragraph)

    def _flush(self) -> None:
        """End the line that is being written and begin the next."""
        if self._words:
            colon = ":" if self._glue == ": " else ""
            self._done.append(f"{self._prefix}{''.join(self._words)}{colon}")
            self._words.clear()
            self._glue, self._is_hard = "", False
        if self._pending > 1 and self._done and self._done[-1]:
            self._done.append("")
        self._prefix = "".join(self._indents) if self._first is None else self._first
        self._first, self._pending = None, 0
