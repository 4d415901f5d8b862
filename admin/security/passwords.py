"""Is a password good enough? Long, not one that everybody tries, and not about the person or the trust."""

from collections.abc import Iterable

SHORTEST, LONGEST = 12, 256

TRIED_FIRST = frozenset(
    [
        "123456789012",
        "1234567890123",
        "12345678901234",
        "123456789123",
        "1234567891011",
        "012345678910",
        "0123456789012",
        "987654321012",
        "111111111111",
        "000000000000",
        "123123123123",
        "112233445566",
        "121212121212",
        "password1234",
        "password12345",
        "password123456",
        "passwordpassword",
        "password1password",
        "passw0rd1234",
        "p@ssw0rd1234",
        "pssword1234",
        "pssw0rd1234",
        "p@ssword1234",
        "mypassword123",
        "mypassword1234",
        "newpassword12",
        "changeme1234",
        "changemenow1",
        "changemeplease",
        "letmein12345",
        "letmeinplease",
        "iloveyou1234",
        "iloveyouforever",
        "qwertyuiop12",
        "qwertyuiop123",
        "qwertyuiop[]",
        "qwertyuiopas",
        "qwerty123456",
        "qwerty1234567",
        "qwertyqwerty",
        "1qaz2wsx3edc",
        "1q2w3e4r5t6y",
        "q1w2e3r4t5y6",
        "zaq12wsxcde3",
        "asdfghjkl123",
        "asdfghjklzxc",
        "zxcvbnm12345",
        "abcdefghijkl",
        "abcdefgh1234",
        "abcd12345678",
        "abc123abc123",
        "aaaaaaaaaaaa",
        "welcome12345",
        "welcome123456",
        "welcome2school",
        "administrator",
        "administrator1",
        "admin1234567",
        "admin12345678",
        "superman1234",
        "sunshine1234",
        "princess1234",
        "football1234",
        "liverpool1234",
        "arsenal12345",
        "manchester1234",
        "manchesterunited",
        "chelsea12345",
        "tottenham1234",
        "school123456",
        "teacher12345",
        "headteacher1",
        "headteacher123",
        "trustee12345",
        "academytrust",
        "academytrust1",
        "correcthorsebatterystaple",
        "thisismypassword",
    ]
)
"""The long passwords that are tried first, most of them from published lists of what people choose."""

STAIRS = ("abcdefghijklmnopqrstuvwxyz", "01234567890123456789", "qwertyuiopasdfghjklzxcvbnm")


def why_not(password: str, about: Iterable[str] = ()) -> str | None:
    """Why a password will not do, in one sentence; None when it will.

    Any characters may be in it and none must be. ``about`` are words about the person and the trust.

    >>> why_not("correct horse 9 battery"), why_not("hunter2")
    (None, 'Use at least 12 characters; three or four words in a row do well.')
    """
    if len(password) < SHORTEST:
        return f"Use at least {SHORTEST} characters; three or four words in a row do well."
    if len(password) > LONGEST:
        return f"Use at most {LONGEST} characters."
    plain = password.casefold()
    letters = "".join(letter for letter in plain if letter.isalnum())
    if plain in TRIED_FIRST or letters in TRIED_FIRST or len(set(plain)) < 5 or _is_a_stair(letters):
        return "That is among the first that are tried; choose three or four words that do not belong together."
    if any(_mostly(word, letters) for word in about):
        return (
            "That is about you or your trust, which is easy to guess; choose words that have nothing to do with either."
        )
    return None


def _is_a_stair(letters: str) -> bool:
    return any(letters in stair or letters in stair[::-1] for stair in STAIRS)


def _mostly(word: str, letters: str) -> bool:
    """Whether a word makes up more than half of a password."""
    plain = "".join(letter for letter in word.casefold() if letter.isalnum())
    return len(plain) >= 4 and plain in letters and len(plain) * 2 > len(letters)
