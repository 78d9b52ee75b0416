"""Long alternations, written as one reads them: words with spaces between, `_` for a space within one."""


def either(words: str) -> str:
    r"""`said out_of` -> `(?:said|out\s+of)`; each word may be a small pattern."""
    alternatives = "|".join(word.replace("_", r"\s+") for word in words.split())
    return f"(?:{alternatives})"
