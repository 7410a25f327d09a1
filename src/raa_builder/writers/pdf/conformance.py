# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""What makes the file accessible and archival beyond its tags: metadata (XMP), colour profile, viewer preferences.

PDF/UA-1 is ISO 14289-1, PDF/A-2a is ISO 19005-2 level A.
"""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from raa_builder import __version__
from raa_builder.writers.pdf.seam import PRODUCER, pdf_date, pdf_text

if TYPE_CHECKING:
    from datetime import date

    from raa_builder.document import Metadata
    from raa_builder.writers import Attachment
    from raa_builder.writers.pdf.seam import File

PROFILE = "sRGB2014.icc"
_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
<dc:subject><rdf:Bag>{subjects}</rdf:Bag></dc:subject>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<pdf:Producer>{producer}</pdf:Producer>
<pdf:Keywords>{keywords}</pdf:Keywords>
<xmp:CreatorTool>{producer}</xmp:CreatorTool>
<xmp:CreateDate>{day}</xmp:CreateDate>
<xmp:ModifyDate>{day}</xmp:ModifyDate>
<xmp:MetadataDate>{day}</xmp:MetadataDate>
<pdfaid:part>{part}</pdfaid:part>
<pdfaid:conformance>A</pdfaid:conformance>
<pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>PDF/UA version identifier</pdfaProperty:description>
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>
"""


def conform(file: File, metadata: Metadata, part: int) -> None:
    """Give the file its metadata, its colour profile and its viewer preferences.

    Args:
        file: The file.
        metadata: What the document says of itself.
        part: Part of PDF/A that it claims: 2, or 3 for a file with attachments.
    """
    producer = f"{PRODUCER} {__version__}"
    canvas = file.canvas
    canvas.setTitle(metadata.title)
    canvas.setAuthor(metadata.author)
    canvas.setSubject(metadata.subject)
    canvas.setKeywords(", ".join(metadata.keywords))
    canvas.setCreator(producer)
    canvas.setProducer(producer)
    xmp = file.stream({"Type": "/Metadata", "Subtype": "/XML"}, _xmp(metadata, producer, part), compressed=False)
    file.catalog_entry("Metadata", f"{xmp} 0 R")
    profile = file.stream({"N": 3}, (files(__package__) / PROFILE).read_bytes(), compressed=True)
    file.catalog_entry(
        "OutputIntents",
        f"[<< /Type /OutputIntent /S /GTS_PDFA1 /OutputConditionIdentifier {pdf_text('sRGB')} "
        f"/Info {pdf_text('sRGB IEC61966-2.1')} /DestOutputProfile {profile} 0 R >>]",
    )
    file.catalog_entry("ViewerPreferences", "<< /DisplayDocTitle true >>")
    file.catalog_entry("PageMode", "/UseOutlines")
    file.catalog_entry("PageLabels", "<< /Nums [0 << /S /D >>] >>")


def attach(file: File, attachments: tuple[Attachment, ...], day: date) -> None:
    """Put files inside the file, each with its relation to the document (ISO 32000-1, 7.11.4; ISO 19005-3, 6.8)."""
    names: list[str] = []
    references: list[str] = []
    for attachment in sorted(attachments, key=lambda one: one.name):
        size = len(attachment.content)
        entries: dict[str, object] = {
            "Type": "/EmbeddedFile",
            "Subtype": f"/{attachment.media_type.replace('/', '#2F')}",
            "Params": f"<< /Size {size} /ModDate ({pdf_date(day)}) >>",
        }
        stream = file.stream(entries, attachment.content, compressed=True)
        number = file.reserve()
        name = pdf_text(attachment.name)
        file.write(
            number,
            f"<< /Type /Filespec /F {name} /UF {name} /Desc {pdf_text(attachment.description)} "
            f"/AFRelationship /{attachment.relation} /EF << /F {stream} 0 R /UF {stream} 0 R >> >>",
        )
        names.append(f"{name} {number} 0 R")
        references.append(f"{number} 0 R")
    if attachments:
        file.catalog_entry("Names", f"<< /EmbeddedFiles << /Names [{' '.join(names)}] >> >>")
        file.catalog_entry("AF", f"[{' '.join(references)}]")


def _xmp(metadata: Metadata, producer: str, part: int) -> bytes:
    day = f"{metadata.day:%Y-%m-%d}T00:00:00Z"
    return _XMP.format(
        title=escape(metadata.title),
        author=escape(metadata.author),
        subject=escape(metadata.subject),
        subjects="".join(f"<rdf:li>{escape(keyword)}</rdf:li>" for keyword in metadata.keywords),
        keywords=escape(", ".join(metadata.keywords)),
        language=escape(metadata.language),
        producer=escape(producer),
        day=day,
        part=part,
    ).encode()
