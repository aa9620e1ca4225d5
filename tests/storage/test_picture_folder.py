"""Pictures are kept by their content; whatever else a product says about one is no file."""

import hashlib
import zipfile
from pathlib import Path

import pytest

from cashier.domain.errors import DamagedBackupError, FolderNotWritableError
from cashier.domain.product import is_picture_name
from cashier.storage.picture_folder import (
    MOST_BYTES,
    PICTURES,
    PictureFolder,
    pack_pictures,
    pictures_in,
    unpack_pictures,
)


async def test_the_same_picture_has_the_same_name_and_is_kept_once(tmp_path: Path) -> None:
    pictures = PictureFolder(tmp_path)
    name = await pictures.keep(b"a picture", "png")
    assert await pictures.keep(b"a picture", "png") == name
    assert name == f"{hashlib.sha256(b'a picture').hexdigest()[:32]}.png"
    assert is_picture_name(name)
    assert pictures.read(name) == b"a picture"
    assert [path.name for path in (tmp_path / PICTURES).iterdir()] == [name]


def test_two_pictures_have_two_names(tmp_path: Path) -> None:
    pictures = PictureFolder(tmp_path)
    assert pictures.put(b"one", "png") != pictures.put(b"two", "png")
    assert len(list(pictures_in(tmp_path))) == 2


@pytest.mark.parametrize(
    "name",
    [
        "",
        "bread.png",
        "../cashier.toml",
        "../pictures/../cashier.toml",
        "/etc/passwd",
        "a" * 32,
        "0123456789ABCDEF0123456789ABCDEF.png",
        "0123456789abcdef0123456789abcdef.png\n",
    ],
)
def test_a_name_that_the_till_did_not_give_is_no_file(tmp_path: Path, name: str) -> None:
    (tmp_path / "cashier.toml").write_text("secret", encoding="utf-8")
    (tmp_path / PICTURES).mkdir()
    (tmp_path / PICTURES / "bread.png").write_bytes(b"put there by hand")
    assert PictureFolder(tmp_path).read(name) is None
    assert list(pictures_in(tmp_path)) == []


def test_a_picture_that_is_gone_or_far_too_large_is_none(tmp_path: Path) -> None:
    pictures = PictureFolder(tmp_path)
    name = pictures.put(b"here", "jpg")
    (tmp_path / PICTURES / name).write_bytes(b"x" * (MOST_BYTES + 1))
    assert pictures.read(name) is None
    (tmp_path / PICTURES / name).unlink()
    assert pictures.read(name) is None


def test_a_file_in_the_place_of_the_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / PICTURES).write_text("in the way", encoding="utf-8")
    with pytest.raises(FolderNotWritableError):
        PictureFolder(tmp_path).put(b"x", "png")


def test_pictures_go_into_an_archive_and_come_out_of_it(tmp_path: Path) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    old.mkdir()
    new.mkdir()
    names = [PictureFolder(old).put(content, "png") for content in (b"one", b"two")]
    archive = tmp_path / "archive.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        pack_pictures(old, packed)
    with zipfile.ZipFile(archive) as packed:
        unpack_pictures(packed, new)
        unpack_pictures(packed, new)
    assert sorted(path.name for path in pictures_in(new)) == sorted(names)
    assert PictureFolder(new).read(names[0]) == b"one"


@pytest.mark.parametrize("content", [b"another", b"x" * (MOST_BYTES + 1)])
def test_a_picture_that_is_not_what_its_name_says_is_damage(tmp_path: Path, content: bytes) -> None:
    archive = tmp_path / "archive.zip"
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(f"{PICTURES}/{'0' * 32}.png", content)
    with zipfile.ZipFile(archive) as packed, pytest.raises(DamagedBackupError):
        unpack_pictures(packed, tmp_path)
    assert list(pictures_in(tmp_path)) == []


def test_other_files_of_an_archive_are_not_taken_out(tmp_path: Path) -> None:
    archive = tmp_path / "archive.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        packed.writestr(f"{PICTURES}/../../out.png", b"x")
        packed.writestr(f"{PICTURES}/bread.png", b"x")
    with zipfile.ZipFile(archive) as packed:
        unpack_pictures(packed, tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["archive.zip"]
