"""The command about what is remembered of this trust's own words."""

import click

from admin.cli.common import Settings, as_json, emit, open_engine, pass_settings, table
from admin.cli.import_answers import choices_of


@click.command()
@click.option(
    "--forget",
    multiple=True,
    metavar="WORD",
    help="Forget what a word means, written as an import asked it (Schools.phase:Primry); it is asked about again.",
)
@as_json
@pass_settings
def words(settings: Settings, forget: tuple[str, ...], json_: bool) -> None:
    """List what your files' own words were taken for, as import --choose or the Data page kept it."""
    from importers.choices import forget as forget_choices
    from importers.choices import kept_choices
    from importers.kept_words import where_said
    from trustops.quantities.errors import TrustopsError
    from trustops.quantities.words import day_text
    from trustops.store.engine import reading, writing

    engine = open_engine(settings)
    if forget:
        asked = choices_of(f"{word}=" for word in forget).answers
        with writing(engine) as connection:
            known = {kept.answer.filed for kept in kept_choices(connection)}
            unknown = [word for word, answer in zip(forget, asked, strict=True) if answer.filed not in known]
            if unknown:
                raise TrustopsError(f"Nothing is remembered of “{unknown[0]}”; `trustops words` lists what is.")
            forget_choices(connection, asked)
    with reading(engine) as connection:
        kept = kept_choices(connection)
    if json_:
        emit(kept)
        return
    rows = [
        (
            each.answer.written,
            where_said(each.answer),
            each.answer.meaning or "left out",
            each.chosen_by,
            day_text(each.chosen_at.date()),
        )
        for each in kept
    ]
    click.echo(table(rows, ("Word", "where", "means", "chosen by", "on")) if rows else "Nothing is remembered yet.")
