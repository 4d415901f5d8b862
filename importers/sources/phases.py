"""Which phase is a school of? The register's own phase, or the type of school where the type is the phase.

The register (Get Information About Schools, Department for Education) gives special schools, alternative provision
and sixth form centres the phase *Not applicable*: their type says it instead. Middle schools are *deemed* primary or
secondary by order, so the register's word for them is the law's. What neither says is not guessed.
"""

from trustops.models.school import Phase

OF_PHASE = {
    "nursery": Phase.NURSERY,
    "primary": Phase.PRIMARY,
    "middle deemed primary": Phase.PRIMARY,
    "secondary": Phase.SECONDARY,
    "middle deemed secondary": Phase.SECONDARY,
    "all-through": Phase.ALL_THROUGH,
    "all through": Phase.ALL_THROUGH,  # as it was written until 2019
    "16 plus": Phase.SIXTEEN_TO_NINETEEN,
}

OF_TYPE = {
    "academy special converter": Phase.SPECIAL,
    "academy special sponsor led": Phase.SPECIAL,
    "community special school": Phase.SPECIAL,
    "foundation special school": Phase.SPECIAL,
    "free schools special": Phase.SPECIAL,
    "non-maintained special school": Phase.SPECIAL,
    "other independent special school": Phase.SPECIAL,
    "academy alternative provision converter": Phase.ALTERNATIVE_PROVISION,
    "academy alternative provision sponsor led": Phase.ALTERNATIVE_PROVISION,
    "free schools alternative provision": Phase.ALTERNATIVE_PROVISION,
    "pupil referral unit": Phase.ALTERNATIVE_PROVISION,
    "sixth form centres": Phase.SIXTEEN_TO_NINETEEN,
}


def phase_of(phase: str | None, school_type: str | None) -> Phase | None:
    """The phase of a school from the register's names of its phase and type; None where they do not tell.

    >>> phase_of("Not applicable", "Free schools special")
    <Phase.SPECIAL: 'special'>
    >>> phase_of("Not applicable", "Other independent school") is None
    True
    """
    return OF_PHASE.get(_plain(phase)) or OF_TYPE.get(_plain(school_type))


def _plain(name: str | None) -> str:
    return " ".join((name or "").split()).casefold()
