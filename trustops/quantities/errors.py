"""What is raised when something cannot be done, in one plain sentence for the person who asked."""


class TrustopsError(Exception):
    """Could not do it; ``str(error)`` is the whole sentence a person is shown: where, what, why, what next."""


class UnknownFigure(TrustopsError):
    """A figure that the sum needs is not known on that day, so the sum has no answer (unknown is not zero).

    >>> str(UnknownFigure("employer NI rate", "on 1 April 2001", "the published figures begin in 2022"))
    'The employer NI rate is not known on 1 April 2001: the published figures begin in 2022.'
    >>> str(UnknownFigure("term dates", "in 2026/27", "add them to the Term dates sheet", several=True))
    'The term dates are not known in 2026/27: add them to the Term dates sheet.'
    """

    def __init__(self, figure: str, when: str, what_to_do: str, *, several: bool = False) -> None:
        self.figure = figure
        self.when = when
        self.what_to_do = what_to_do
        super().__init__(f"The {figure} {'are' if several else 'is'} not known {when}: {what_to_do}.")
