# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""The deposit: a revision in, one zip for the preservation service out, the same at any time and place.

It holds the bag, the metadata of the document that this program knows, as XML and as text, and checksums. The fields
are called as in AgID's guidelines on digital documents, annex 5 ("documento amministrativo informatico"); what belongs
to the protocol system (registration, classification, retention) is left blank and said so. No conformance is claimed.
"""

from __future__ import annotations

import hashlib
import re
from html import unescape
from typing import TYPE_CHECKING, NamedTuple, TypeAlias
from xml.sax.saxutils import escape

from raa_builder.archive.bag import listing
from raa_builder.errors import ArchiveError
from raa_builder.zips import pack

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from raa_builder.archive.card import Card

ROOT = "DocumentoAmministrativoInformatico"
_HEAD = (
    "Metadati noti a raa-builder, con i nomi dei campi dell'Allegato 5 alle Linee guida AgID sul documento.",
    "Non si dichiara la conformità all'Allegato 5. I campi vuoti spettano al sistema di protocollo o all'ufficio.",
    "Le impronte sono SHA-256 in cifre esadecimali.",
)
_SIGNS = ("FirmatoDigitalmente", "SigillatoElettronicamente", "MarcaturaTemporale")  # the program does none of these
_COPIES = "ConformitaCopieImmagineSuSupportoInformatico"
_TITLE = re.compile(r"<title>([^<]*)</title>")
_BLANK = "(da completare)"
_MEDIA_TYPES = {
    "pdf": "application/pdf",
    "html": "text/html",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


class Field(NamedTuple):
    """A field of the metadata: a value, empty where the program does not know it, or further fields."""

    name: str
    content: str | Fields = ""


Fields: TypeAlias = tuple[Field, ...]


def deposit(folder: Path, card: Card, keywords: tuple[str, ...]) -> bytes:
    """The zip.

    Args:
        folder: The revision's folder, sound.
        card: What the edition is.
        keywords: Words by which it is found.

    Raises:
        ArchiveError: It holds no PDF.
    """
    bag = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    documents = {path.rpartition("/")[2]: content for path, content in bag.items() if "/documenti/" in path}
    fields = metadata(documents, card, keywords)
    members = {
        "metadati.xml": as_xml(fields),
        "metadati.txt": as_text(fields),
        **{f"{name_of(card)}/{path}": content for path, content in sorted(bag.items())},
    }
    checksums = {f"impronte-{algorithm}.txt": listing(members, algorithm) for algorithm in ("sha256", "sha512")}
    return pack((checksums | members).items())


def name_of(card: Card) -> str:
    """`raa-2019-r1`, the name of the bag in the zip."""
    return f"raa-{card.year}-r{card.revision}"


def metadata(documents: Mapping[str, bytes], card: Card, keywords: tuple[str, ...]) -> Fields:
    """The metadata of the document, which is the PDF; the other files are annexed to it.

    Args:
        documents: The files of the edition by name, a PDF among them.
        card: What the edition is.
        keywords: Words by which it is found.

    Raises:
        ArchiveError: There is none.
    """
    main = next((name for name in documents if name.endswith(".pdf")), "")
    if not main:
        raise ArchiveError(f"L'edizione {name_of(card)} non contiene la sintesi in PDF.")
    annexes = {name: content for name, content in sorted(documents.items()) if name != main}
    return (
        Field("IdDoc", (*_digest(documents[main]), Field("Identificativo", _identifier(card)), Field("Segnatura"))),
        Field("ModalitaDiFormazione", "creazione tramite strumenti software"),
        Field("TipologiaDocumentale", "Sintesi della Relazione di attuazione annuale"),
        Field("DatiDiRegistrazione", (Field("TipologiaDiFlusso"), Field("TipoRegistro"))),
        Field("Soggetti", (Field("Ruolo", _registrar()),)),
        Field(
            "ChiaveDescrittiva",
            (Field("Oggetto", _subject(documents, card)), *(Field("ParoleChiave", word) for word in keywords)),
        ),
        Field("Allegati", (Field("NumeroAllegati", str(len(annexes))), *(_annex(*one) for one in annexes.items()))),
        Field("Classificazione"),
        Field("Riservato"),
        Field("IdentificativoDelFormato", (Field("Formato", _media_type(main)), _maker(card))),
        Field("Verifica", (*(Field(name, "false") for name in _SIGNS), Field(_COPIES))),
        Field("Agg"),
        Field("IdIdentificativoDocumentoPrimario"),
        Field("NomeDelDocumento", main),
        Field("VersioneDelDocumento", str(card.revision)),
        *((Field("TracciatureModificheDocumento", _trace(card)),) if card.revision > 1 else ()),
        Field("TempoDiConservazione"),
        *((Field("Note", card.note),) if card.note else ()),
    )


def _subject(documents: Mapping[str, bytes], card: Card) -> str:
    """The title of the document, which the office's template words, as its HTML has it; and the programme."""
    pages = (content.decode("utf-8", "replace") for name, content in documents.items() if name.endswith(".html"))
    titles = (match[1] for page in pages if (match := _TITLE.search(page)))
    return f"{unescape(next(titles, str(card.year)))} – {card.programme['name']}"


def _digest(content: bytes) -> Fields:
    digest = Field("Impronta", hashlib.sha256(content).hexdigest())
    return (Field("ImprontaCrittograficaDelDocumento", (digest, Field("Algoritmo", "SHA-256"))),)


def _identifier(card: Card, revision: int | None = None) -> str:
    return f"{card.programme['code']}-RAA-{card.year}-r{revision or card.revision}"


def _registrar() -> Fields:
    offices = tuple(Field(name) for name in ("IPAAmm", "IPAAOO", "IPAUOR"))
    return (Field("AmministrazioneCheEffettuaLaRegistrazione", (Field("PAI", offices),)),)


def _annex(name: str, content: bytes) -> Field:
    return Field("IndiceAllegati", (Field("IdDoc", _digest(content)), Field("Descrizione", name)))


def _media_type(name: str) -> str:
    return _MEDIA_TYPES.get(name.rpartition(".")[2], "")


def _maker(card: Card) -> Field:
    names = (
        ("NomeProdotto", "raa-builder"),
        ("VersioneProdotto", card.program),
        ("Produttore", "raa-builder contributors"),
    )
    return Field("ProdottoSoftware", tuple(Field(*one) for one in names))


def _trace(card: Card) -> str:
    if card.corrects is None:
        return ""
    who = f", di {card.by}" if card.by else ""
    return f"Rettifica di {_identifier(card, card.corrects)}, {card.created[:10]}{who}"


def as_xml(fields: Fields) -> bytes:
    """The metadata as XML without a namespace, for it is no official schema's."""
    notes = "".join(f"<!-- {line} -->\n" for line in _HEAD)
    body = "\n".join(_xml_lines((Field(ROOT, fields),), 0))
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{notes}{body}\n'.encode()


def _xml_lines(fields: Fields, depth: int) -> Iterator[str]:
    for name, content in fields:
        if isinstance(content, str):
            yield f"{'  ' * depth}<{name}>{escape(content)}</{name}>" if content else f"{'  ' * depth}<{name}/>"
        else:
            yield f"{'  ' * depth}<{name}>"
            yield from _xml_lines(content, depth + 1)
            yield f"{'  ' * depth}</{name}>"


def as_text(fields: Fields) -> bytes:
    """The metadata for people; blank fields say that they are to be filled in."""
    return "\n".join((*_HEAD, "", *_text_lines(fields, 0), "")).encode()


def _text_lines(fields: Fields, depth: int) -> Iterator[str]:
    for name, content in fields:
        if isinstance(content, str):
            yield f"{'  ' * depth}{name}: {content or _BLANK}"
        else:
            yield f"{'  ' * depth}{name}"
            yield from _text_lines(content, depth + 1)
