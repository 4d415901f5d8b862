"""Where may a person be sent on to? To a path of ours, and nowhere else."""

from urllib.parse import urlsplit

HOME = "/"


def own_path(wanted: str | None) -> str:
    """``wanted`` if it is a plain path of this application, else the home page.

    >>> own_path("/services/ATTEND?price=300"), own_path("//evil.example"), own_path("https:evil.example")
    ('/services/ATTEND?price=300', '/', '/')
    """
    if not wanted or not wanted.startswith("/") or len(wanted) > 2_000:
        return HOME
    if wanted.startswith("//") or "\\" in wanted or "@" in wanted.partition("?")[0]:
        return HOME
    if (
        any(ord(letter) <= 0x20 or ord(letter) >= 0x7F for letter in wanted)
        or "/%09" in wanted
        or "/%5c" in wanted.lower()
    ):
        return HOME
    parts = urlsplit(wanted)
    return HOME if parts.scheme or parts.netloc else wanted
