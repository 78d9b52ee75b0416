"""A stretch of text as words: what grammars over numbers and nouns walk on."""

from monitor.text.patterns import in_letters
from monitor.text.plain import plain
from monitor.text.shortened import BEFORE_NAMES, MONTHS

_LONG_MONTHS = "January February March April May June July August September October November December".split()
_NO_DAY = "".join(rf"(?<!\b{month} )" for month in (*_LONG_MONTHS, *MONTHS))
_COUNTED = (
    r"(?:people|persons?|individuals|civilians|famil|households|refugees|idps|displaced|residents|new |women|children"
    r"|villagers|inhabitants|migrants|inmates|deaths|soldiers"
    r"|(?:wounded|injured) (?:people|persons|civilians|patients)|(?-i:[A-Z])[a-z]+(?:[ai]ns|ese|is)\b)"
)
_MORE_THAN = "|".join(rf"(?<={word} )" for word in ("than", "over", "least", "about", "some", "nearly", "around"))
_GROUPED = (
    r"\d{1,3}(?:,?[ \u00a0\u202f\u2009]\d{3}){0,4},?[ \u00a0\u202f\u2009]000(?!\d)"
    r"|\d{1,3}(?:[\u00a0\u202f\u2009]\d{3})+(?!\d)"
    rf"|{_NO_DAY}\d{{1,3}}(?: \d{{3}}){{1,2}}(?= (?i:{_COUNTED}))"
    rf"|(?:{_MORE_THAN})\d{{1,3}}(?: \d{{3}}){{1,2}}(?!\d|,|-| (?:km|metres|meters|m|miles|feet|years)\b)"
)
"""`40 000`, and `152 150 people`; but `On June 16 500 people fled` tells of a day."""
_WORD = in_letters(
    # Plain words, nearly all there are, first; but U.N. is one.
    r"(?:[A-Z]\.){2,}(?![^\W\d_])|[^\W\d_]++(?!\d)(?:['’][^\W\d_]+)*|"
    + _GROUPED
    + r"|\d+(?:[.,]\d+)*|[^\W\d_]{1,4}\d+|[^\W\d_]+(?:['’][^\W\d_]+)*|[^\w\s.]|"
    + "".join(rf"(?<!\b{short})" for short in (*BEFORE_NAMES, *MONTHS))
    + r"\.",
)
# Letters and digits are one word only in short names (M23, H5N1): copy out of PDFs has "between159,000".

_NAMES = {"is": "isil", "us": "usa"}


def word_set(words: str) -> frozenset[str]:
    """A lexicon as one writes it: words with spaces between."""
    return frozenset(words.split())


class Words:
    """Words, numbers and marks in order.  `low` is in lower case with straight apostrophes; offsets count the text."""

    __slots__ = ("end", "low", "start", "text")

    def __init__(self, text: str, start: int, end: int) -> None:
        self.text = text
        spans = [match.span() for match in _WORD.of(text).finditer(text, start, end)]
        self.start = [first for first, _ in spans]
        self.end = [last for _, last in spans]
        small = text[start:end].lower()
        if len(small) == end - start:
            self.low = [small[first - start : last - start] for first, last in spans]
        else:
            self.low = [text[first:last].lower() for first, last in spans]
        if ("IS" in text or "US" in text) and not text[start:end].isupper():
            self._tell_names_apart()
        if not text.isascii():
            self.low = [plain(word) for word in self.low]

    def _tell_names_apart(self) -> None:
        """IS and US are names where other words are in small letters."""
        for i in [i for i, word in enumerate(self.low) if word in _NAMES]:
            word = self.low[i]
            if self.text[self.start[i]] + self.text[self.end[i] - 1] == word.upper():
                self.low[i] = _NAMES[word]

    def __len__(self) -> int:
        return len(self.low)

    def at(self, i: int) -> str:
        """The word at `i`, or an empty one beyond either end."""
        try:
            return self.low[i] if i >= 0 else ""
        except IndexError:
            return ""

    def joined(self, i: int) -> bool:
        """True where word `i` follows the word before it without a space."""
        return 0 < i < len(self.low) and self.start[i] == self.end[i - 1]

    def upper(self, i: int) -> bool:
        """True where word `i` begins with a capital letter."""
        return 0 <= i < len(self.low) and self.text[self.start[i]].isupper()

    def index(self, offset: int) -> int:
        """The first word that ends behind `offset`."""
        low, high = 0, len(self.end)
        while low < high:
            middle = (low + high) // 2
            if self.end[middle] <= offset:
                low = middle + 1
            else:
                high = middle
        return low
