"""Is a zip that is named and headed like a public file, and made to harm, stopped before it costs anything?

What a public file holds is opened by trustops itself and not by the confined reader, so the limits are shown here.
"""

import io
import json
import resource
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from importers.bring import import_file
from importers.sources import Context, files, recognise
from importers.sources.archive import MOST_PARTS, parts_of
from importers.sources.json_list import LONGEST_ITEM, items_of
from trustops.quantities.errors import TrustopsError

PUBLIC = Path(__file__).parent.parent / "data" / "public"
REGISTER = (PUBLIC / "register_2023-11.json").read_bytes()
MEGABYTE = 1024**2
SPARE = 600 * MEGABYTE


@pytest.fixture
def little_memory() -> Iterator[None]:
    """Little more memory than the tests use already: what asks for gigabytes fails here."""
    before = resource.getrlimit(resource.RLIMIT_AS)
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[0])
    resource.setrlimit(resource.RLIMIT_AS, (pages * resource.getpagesize() + SPARE, before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_AS, before)


def zip_of(name: str, packed: bytes, unpacked_size: int) -> bytes:
    """A zip of one deflated file that claims a size of its own."""
    head = struct.pack("<HHHHHIIIHH", 20, 0, 8, 0, 0, 0, len(packed), unpacked_size, len(name), 0)
    local = b"PK\3\4" + head + name.encode()
    central = b"PK\1\2" + struct.pack("<H", 20) + head + struct.pack("<HHHII", 0, 0, 0, 0, 0) + name.encode()
    end = b"PK\5\6" + struct.pack("<HHHHIIH", 0, 0, 1, 1, len(central), len(local) + len(packed), 0)
    return local + packed + central + end


def ten_gigabytes() -> bytes:
    """The start of the register and then ten gigabytes of blanks, deflated: eleven megabytes."""
    squeeze = zlib.compressobj(9, zlib.DEFLATED, -15)
    start = squeeze.compress(REGISTER.rstrip()[:-1]) + squeeze.flush(zlib.Z_FULL_FLUSH)
    block = squeeze.compress(b" " * MEGABYTE) + squeeze.flush(zlib.Z_FULL_FLUSH)
    return start + block * 10_240 + squeeze.flush()


@pytest.mark.parametrize("claimed", [0xFFFFFFF0, 100_000_000, 2_000_000])
def test_ten_gigabytes_named_like_the_register_are_refused_whatever_they_claim(
    claimed: int, sqlite: Engine, tmp_path: Path, little_memory: None
) -> None:
    path = tmp_path / "gias.zip"
    path.write_bytes(zip_of("schools.json", ten_gigabytes(), claimed))
    with pytest.raises(TrustopsError, match=r"gias\.zip (holds more than 150 MB|is damaged or cut short)"):
        import_file(sqlite, path)


@pytest.mark.parametrize("packing", [zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2])
def test_a_packing_that_may_cost_gigabytes_a_byte_is_not_opened(packing: int, tmp_path: Path) -> None:
    path = tmp_path / "gias.zip"
    with zipfile.ZipFile(path, "w", packing) as archive:
        archive.writestr("schools.json", REGISTER)
    assert recognise(path, None) is None


def test_a_directory_of_two_hundred_thousand_files_is_not_read(tmp_path: Path, little_memory: None) -> None:
    entry = b"PK\1\2" + struct.pack("<HHHHHHIIIHHHHHII", 20, 20, 0, 0, 0, 0, 0, 0, 0, 5, 0, 0, 0, 0, 0, 0) + b"a.csv"
    directory = entry * 200_000
    end = b"PK\5\6" + struct.pack("<HHHHIIH", 0, 0, 0xFFFF, 0xFFFF, len(directory), 4, 0)
    path = tmp_path / "many.zip"
    path.write_bytes(b"PK\3\4" + directory + end)
    assert parts_of(path) == []


def test_of_very_many_data_files_only_the_first_are_looked_at(tmp_path: Path) -> None:
    path = tmp_path / "many.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(MOST_PARTS + 20):
            archive.writestr(f"{number}.csv", "a,b\n1,2\n")
    assert len(parts_of(path)) == MOST_PARTS


def test_more_records_than_any_file_has_are_not_read_to_their_end(
    tmp_path: Path, little_memory: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "MOST_RECORDS", 20_000)
    path = tmp_path / "register.json"
    path.write_bytes(REGISTER.rstrip()[:-1] + b"," + b"[]," * 5_000_000 + b"[]]")
    source = recognise(path, None)
    assert source is not None
    with pytest.raises(TrustopsError, match="holds more than 20,000 records"):
        source.read(path, trust_uid=None, context=Context())


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ('[{"a": "' + "x" * LONGEST_ITEM, "has no end in 50,000 letters"),
        ('[{"a": 1} {"a": 2}]', "neither a comma nor the end"),
        ('[{"a": 1}', "neither a comma nor the end"),
        ("[1,]", "Expecting value at character 3"),
        ("[1] [2]", "more follows the list"),
        ("{}", "it is not a list"),
        ("[NaN]", "NaN is not a number"),
    ],
)
def test_a_damaged_list_says_where(text: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        list(items_of(text))


def test_a_list_is_read_as_the_standard_library_reads_it() -> None:
    text = io.TextIOWrapper(io.BytesIO(REGISTER), "utf-8").read()
    assert list(items_of(text)) == json.loads(text)
    assert list(items_of(" [ ] ")) == []
