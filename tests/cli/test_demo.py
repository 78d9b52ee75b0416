"""What a newcomer sees first: the invented day, through the real pipeline on the embedded broker."""

import subprocess
import sys

import pytest


@pytest.fixture(scope="module")
def shown() -> str:
    done = subprocess.run(
        [sys.executable, "-m", "monitor", "demo", "--exit", "--seconds", "12"],
        capture_output=True,
        text=True,
        timeout=110,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout


def fate(shown: str, headline: str) -> str:
    """What the demo says became of an item."""
    lines = shown.splitlines()
    at = next(number for number, line in enumerate(lines) if headline in line and line[:2].isdigit())
    return next(line.strip() for line in lines[at + 1 :] if line.strip().startswith("→"))


@pytest.mark.parametrize(
    ("headline", "becomes"),
    [
        ("FLASH: SOME 6,000 FLEE", "North Kivu: displacement started"),
        ("Rebels enter Mweso, thousands flee", "new, but told before"),
        ("Shells kill 14 at market", "North Darfur: killed started"),
        ("EXPLAINER-Why El Fasher", "nothing new"),
        ("UN says 21,000 displaced", "North Kivu: displacement rose"),
        ("Aid groups fear wider flight", "new, but told before or below every threshold"),
        ("CORRECTED-UN says 12,000", "North Kivu: displacement revised"),
        ("MANDATORY KILL: Air strike", "North Darfur: killed fell"),
        ("Russia vetoes renewal", "Syria: aid-veto started"),
        ("18,000 leave Congo's Pinga", "North Kivu: displacement rose"),
        ("Ration cuts loom", "nothing new: how many there are"),
        ("Paramilitaries deny", "nothing new: a denial"),
        ("Bosnian town remembers", "nothing new"),
        ("Two jailed over 1994", "nothing new"),
        ("Myanmar rivals extend truce", "new, but told before"),
        ("Sudan talks put off", "new, but told before"),
        ('{"uri": "broken:1530"', "dead letter, bad_json"),
        ('{"uri": "undated:1531"', "dead letter, no_date"),
        ("Des milliers", "not read"),
        ("Bus plunges into ravine", "quiet"),
        ("Strike grounds flights", "quiet"),
        ("Harriers shell Rovers", "quiet"),
        ("Cannes cheers siege drama", "quiet"),
        ("Governor vetoes bill", "quiet"),
        ("Asian shares", "quiet"),
    ],
)
def test_item_of_the_day_ends_as_it_should(shown: str, headline: str, becomes: str) -> None:
    assert fate(shown, headline).startswith(f"→ {becomes}")


def test_duty_officer_reads_figure_source_and_words(shown: str) -> None:
    assert "18,000 people" in shown
    assert "— UN OCHA" in shown
    assert "12,000 people have been displaced" in shown
