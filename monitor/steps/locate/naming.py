"""Choice -> its place under the name that people know it by, and the one that the text gave it."""

import re
import unicodedata

from monitor.model.incident import Place
from monitor.steps.locate.scene import Choice

_LEVELS = frozenset({"place", "admin2"})
_MARKS = re.compile("[\u0300-\u036f'’‘`ʼʻ]")
_WORD = re.compile(r"[^\W\d_]+")


def as_told(choice: Choice) -> Place | None:
    """`Gaalkacyo (Galkayo)`: what the text calls by no word of its name in the gazetteer keeps both."""
    place, name = choice.place, choice.toponym
    if place is None or name is None or place.name != name.place.name or place.level not in _LEVELS:
        return place
    if place.region != name.place.region or not _words(name.words).isdisjoint(_words(place.name)):
        return place
    told = name.words.title() if name.words.isupper() else name.words
    return place if "capital" in told else place.model_copy(update={"name": f"{place.name} ({told})"})


def _words(name: str) -> set[str]:
    return set(_WORD.findall(_MARKS.sub("", unicodedata.normalize("NFKD", name.lower()))))
