"""What the parts that find speakers hand to each other."""

from typing import NamedTuple


class Speech(NamedTuple):
    """`who` as the text has it; it covers what stands `before` it (`…, police said`) or after it (`Police said …`)."""

    who: str
    start: int
    end: int
    covers_before: bool
    strength: int
    """2 for a source named behind a speaker (`citing`), 1 for a speaker, 0 for one who only denies or accuses."""
    role: str = ""
    """What an aside adds to the speaker: `said Vadym Liakh, the city's mayor`, `the mayor, Vadym Liakh, said`."""
