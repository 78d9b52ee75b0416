"""The project's own founding story, told as of any day."""

from datetime import datetime, timedelta
from pathlib import Path


def two_takes(at: datetime) -> str:
    """A caption and two takes of one agency on one province; the days in it are counted back from `at`."""
    back = {days: at - timedelta(days=days) for days in (0, 1, 2, 4)}
    return (
        Path(__file__)
        .with_name("two_takes.txt")
        .read_text(encoding="utf-8")
        .format(
            today=f"{back[0]:%A}",
            yesterday=f"{back[1]:%A}",
            two_days_ago=f"{back[2]:%A}",
            four_days_ago=f"{back[4]:%B} {back[4].day}",
        )
    )
