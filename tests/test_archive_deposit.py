# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Tests of the deposit: one zip with the bag, what is known of the document, and checksums."""

from __future__ import annotations

import hashlib
import io
import shutil
import zipfile
from typing import TYPE_CHECKING

import bagit_utils
import pytest
from defusedxml import ElementTree
from test_archive_bag import laid

from raa_builder.archive.bag import bag
from raa_builder.archive.card import Card, installed
from raa_builder.archive.deposit import ROOT, deposit

if TYPE_CHECKING:
    from pathlib import Path
    from xml.etree.ElementTree import Element

PDF = b"%PDF-1.7"
PAYLOAD = {
    "documenti/sintesi-raa-2019.pdf": PDF,
    "documenti/sintesi-raa-2019.html": b"<title>Sintesi 2019 &amp; oltre</title>",
    "foglio/città.xlsx": b"PK\0",
}
CARD = Card(
    year=2019,
    revision=2,
    created="2020-06-01T10:00:00+02:00",
    by="Anna Rossi",
    note="Corretto l'Asse II <bis> & altro",
    corrects=1,
    previous=None,
    programme={"code": "2014IT05SFOP099", "name": "POR FSE", "authority": "Regione Esempio"},
    workbooks={"città.xlsx": "città.xlsx"},
    options={"attach_data": False},
    made_with=installed(),
)


@pytest.fixture
def content(tmp_path: Path) -> bytes:
    """A deposit."""
    return deposit(laid(tmp_path / "r2", bag(PAYLOAD, {}, ())), CARD, ("POR FSE", "2019"))


def members(content: bytes) -> dict[str, bytes]:
    """The files in the zip."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def metadata(content: bytes) -> Element:
    """The metadata, parsed."""
    return ElementTree.fromstring(members(content)["metadati.xml"])


def test_the_bag_stands_whole_in_one_folder(content: bytes, tmp_path: Path) -> None:
    """As RFC 8493 asks of a bag that is packed; another implementation finds it valid."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        archive.extractall(tmp_path / "altrove")
    assert bagit_utils.Bag(tmp_path / "altrove" / "raa-2019-r2", load=True).validate().valid


def test_the_checksums_cover_every_other_file(content: bytes) -> None:
    """In the form of `sha512sum`."""
    files = members(content)
    for algorithm in ("sha256", "sha512"):
        lines = files[f"impronte-{algorithm}.txt"].decode().splitlines()
        listed = dict(reversed(line.split("  ", 1)) for line in lines)
        assert listed.keys() == {name for name in files if not name.startswith("impronte-")}
        assert all(hashlib.new(algorithm, files[name]).hexdigest() == digest for name, digest in listed.items())


def test_the_same_revision_gives_the_same_bytes_anywhere(content: bytes, tmp_path: Path) -> None:
    """No time of its making stands in it."""
    copy = shutil.copytree(tmp_path / "r2", tmp_path / "copia" / "r2", copy_function=shutil.copyfile)
    assert deposit(copy, CARD, ("POR FSE", "2019")) == content


def test_what_the_program_knows_is_said(content: bytes) -> None:
    """The PDF is the document; the other files are annexed; a correction says what it corrects."""
    root = metadata(content)
    assert root.tag == ROOT
    said = {
        "IdDoc/ImprontaCrittograficaDelDocumento/Impronta": hashlib.sha256(PDF).hexdigest(),
        "IdDoc/ImprontaCrittograficaDelDocumento/Algoritmo": "SHA-256",
        "IdDoc/Identificativo": "2014IT05SFOP099-RAA-2019-r2",
        "ChiaveDescrittiva/Oggetto": "Sintesi 2019 & oltre – POR FSE",
        "Allegati/NumeroAllegati": "1",
        "Allegati/IndiceAllegati/Descrizione": "sintesi-raa-2019.html",
        "IdentificativoDelFormato/Formato": "application/pdf",
        "IdentificativoDelFormato/ProdottoSoftware/NomeProdotto": "raa-builder",
        "NomeDelDocumento": "sintesi-raa-2019.pdf",
        "VersioneDelDocumento": "2",
        "Verifica/FirmatoDigitalmente": "false",
        "Note": CARD.note,
    }
    assert {path: root.findtext(path) for path in said} == said
    assert "2014IT05SFOP099-RAA-2019-r1" in (root.findtext("TracciatureModificheDocumento") or "")


def test_what_belongs_to_others_is_blank_and_said_to_be(content: bytes) -> None:
    """Registration, classification, retention; and no conformance is claimed."""
    root, text = metadata(content), members(content)["metadati.txt"].decode()
    registrar = "Soggetti/Ruolo/AmministrazioneCheEffettuaLaRegistrazione/PAI/IPAAmm"
    for path in (
        "IdDoc/Segnatura",
        "DatiDiRegistrazione/TipoRegistro",
        "Classificazione",
        "TempoDiConservazione",
        registrar,
    ):
        assert root.findtext(path) == ""
        assert f"{path.rpartition('/')[2]}: (da completare)" in text
    for words in (text, members(content)["metadati.xml"].decode()):
        assert "Non si dichiara la conformità" in words
        assert "spettano al sistema di protocollo" in words


def test_a_first_revision_traces_no_change(tmp_path: Path) -> None:
    """There is none to trace."""
    folder = laid(tmp_path / "r1", bag(PAYLOAD, {}, ()))
    first = deposit(folder, CARD._replace(revision=1, corrects=None, note=""), ())
    assert metadata(first).find("TracciatureModificheDocumento") is None
    assert metadata(first).find("Note") is None
