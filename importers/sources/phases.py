"""Which phase is a school of, and who runs it? The register's own phase, or the type of school where that tells it.

The register (Get Information About Schools, Department for Education) gives special schools, alternative provision
and sixth form centres the phase *Not applicable*: their type says it instead. Middle schools are *deemed* primary or
secondary by order, so the register's word for them is the law's. What neither says is not guessed.
"""

from trustops.models.school import Phase, SchoolType

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


RUN_BY = {
    "community school": SchoolType.MAINTAINED,
    "community special school": SchoolType.MAINTAINED,
    "foundation school": SchoolType.MAINTAINED,
    "foundation special school": SchoolType.MAINTAINED,
    "voluntary aided school": SchoolType.MAINTAINED,
    "voluntary controlled school": SchoolType.MAINTAINED,
    "local authority nursery school": SchoolType.MAINTAINED,
    "pupil referral unit": SchoolType.MAINTAINED,
    "other independent school": SchoolType.INDEPENDENT,
    "other independent special school": SchoolType.INDEPENDENT,
    "non-maintained special school": SchoolType.OTHER,
    "city technology college": SchoolType.OTHER,
    "university technical college": SchoolType.ACADEMY,
    "studio schools": SchoolType.ACADEMY,
}
RUN_AS_ACADEMIES = ("academy", "free schools")
"""How the register's types of academies and free schools begin."""


def school_type_of(register_type: str | None) -> SchoolType | None:
    """Who runs a school, from the register's name of its type; None where that is none of ours, which is not guessed.

    >>> [str(school_type_of(name)) for name in ("Academy converter", "Voluntary aided school", "Welsh establishment")]
    ['academy', 'maintained', 'None']
    """
    name = _plain(register_type)
    return SchoolType.ACADEMY if name.startswith(RUN_AS_ACADEMIES) else RUN_BY.get(name)


def run_by(register_type: str | None) -> dict[str, object]:
    """The type as a fact of a school; nothing where it is not told, which leaves alone what is there."""
    found = school_type_of(register_type)
    return {"school_type": found} if found else {}


def _plain(name: str | None) -> str:
    return " ".join((name or "").split()).casefold()
