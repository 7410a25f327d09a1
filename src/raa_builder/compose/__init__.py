# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""A report and the office's templates in, a numbered document out.

Jinja2 renders `sintesi.html.j2`, or another template, in a sandbox (`printing` has its filters, `glossary` marks
abbreviations); the result, a closed subset of HTML, is parsed (`subset`) and built into blocks (`blocks`). An error
names template and line.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from jinja2 import BaseLoader, FileSystemBytecodeCache, StrictUndefined, TemplateSyntaxError
from jinja2 import TemplateError as JinjaError
from jinja2.loaders import split_template_path
from jinja2.sandbox import SandboxedEnvironment

from raa_builder import __version__
from raa_builder.compose.blocks import Builder
from raa_builder.compose.glossary import load_glossary
from raa_builder.compose.printing import Printer
from raa_builder.compose.subset import mark_lines, parse
from raa_builder.document import Heading, Metadata, NumberingError, numbered, plain, walk
from raa_builder.errors import TemplateError
from raa_builder.resources import cache_folder, template_file

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from jinja2 import Environment
    from jinja2.bccache import Bucket

    from raa_builder.document import Block, Document
    from raa_builder.findings import Finding
    from raa_builder.model import Report
    from raa_builder.theme import Words

TEMPLATE = "sintesi.html.j2"


def compose(
    report: Report,
    folders: tuple[Path, ...],
    words: Words,
    *,
    logo: Path | None = None,
    draft: bool = False,
    findings: Sequence[Finding] = (),
) -> Document:
    """The summary of a report.

    Args:
        report: The report.
        folders: Where templates and pictures are looked for.
        words: The theme's words, for numbering and the language.
        logo: The theme's logo, if it has one.
        draft: Whether it is a draft, which lists its findings at the end.
        findings: The findings that a draft lists.

    Raises:
        TemplateError: A template is wrong; the message names it and the line.
    """
    context = {"report": report, "bozza": draft, "segnalazioni": findings if draft else ()}
    return compose_from(TEMPLATE, context, report, folders, words, logo=logo, draft=draft)


def compose_from(
    template: str,
    context: Mapping[str, object],
    report: Report,
    folders: tuple[Path, ...],
    words: Words,
    *,
    logo: Path | None = None,
    draft: bool = False,
) -> Document:
    """The document that a template makes of what it is given.

    Args:
        template: Name of the template.
        context: What the template calls by name.
        report: The report whose document it is: it says how amounts are rounded, and what placeholders stand for.
        folders: Where templates and pictures are looked for.
        words: The theme's words, for numbering and the language.
        logo: The theme's logo, if it has one.
        draft: Whether it is a draft.

    Raises:
        TemplateError: A template is wrong; the message names it and the line.
    """
    printer = Printer(report, load_glossary(folders))
    html = _rendered(template, _Loader(folders), printer, context)
    builder = Builder(printer.figures, folders, logo)
    blocks = builder.blocks(parse(html, template))
    try:
        metadata = _metadata(template, report, blocks, words)
        return numbered(metadata, blocks, builder.notes, words.labels, draft=draft)
    except NumberingError as error:
        raise TemplateError(f"{template}: {error}.") from error


def _environment(loader: _Loader, printer: Printer) -> SandboxedEnvironment:
    environment = SandboxedEnvironment(
        loader=loader,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        bytecode_cache=_bytecode_cache(),
    )
    environment.filters.update(printer.filters())
    environment.globals.update(printer.functions())
    return environment


class _Cache(FileSystemBytecodeCache):
    """Compiled templates of earlier runs, which Jinja renews when a template changes.

    To compile the summary takes longer than to write it in three formats. Where nothing can be kept (a full disk),
    nothing is.
    """

    def dump_bytecode(self, bucket: Bucket) -> None:
        with suppress(OSError):
            super().dump_bytecode(bucket)


def _bytecode_cache() -> _Cache | None:
    # the version names the files: compiled templates hold what our filters made of constants
    folder = cache_folder()
    return _Cache(str(folder), f"{__version__}-%s.cache") if folder is not None else None


class _Loader(BaseLoader):
    """Loads templates from the folders and from nowhere else, with the line of each element marked.

    Attributes:
        loaded: Names of the templates loaded so far.
    """

    def __init__(self, folders: tuple[Path, ...]) -> None:
        self._folders = folders
        self.loaded: set[str] = set()

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:  # noqa: ARG002
        path = template_file(self._folders, "/".join(split_template_path(template)))
        try:
            source = path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise TemplateError(f"Il modello {path} non si può leggere: {error}.") from error
        self.loaded.add(template)
        return mark_lines(source, template), template, lambda: True


def _rendered(template: str, loader: _Loader, printer: Printer, context: Mapping[str, object]) -> str:
    try:
        return _environment(loader, printer).get_template(template).render(context)
    except TemplateSyntaxError as error:
        raise TemplateError(f"{error.name}, riga {error.lineno}: {error.message}.") from error
    except RecursionError as error:
        raise TemplateError(f"{_place(error, loader, template)}: il modello richiama sé stesso senza fine.") from error
    except (JinjaError, TypeError, ValueError, ArithmeticError, LookupError, AttributeError) as error:
        raise TemplateError(f"{_place(error, loader, template)}: {error}.") from error


def _place(error: BaseException, loader: _Loader, template: str) -> str:
    """Template and line of an error: the innermost frame that stands in a template."""
    import traceback  # noqa: PLC0415 (only mistakes need it)

    frames = traceback.extract_tb(error.__traceback__)
    inside = [frame for frame in frames if frame.filename in loader.loaded]
    return f"{inside[-1].filename}, riga {inside[-1].lineno}" if inside else template


def _metadata(template: str, report: Report, blocks: tuple[Block, ...], words: Words) -> Metadata:
    programme = report.programme
    titles = [block for block in walk(blocks) if isinstance(block, Heading) and block.level == 1]
    if len(titles) != 1:
        raise TemplateError(f"{template}: serve un solo <h1>, il titolo; ce ne sono {len(titles)}.")
    return Metadata(
        title=plain(titles[0].content),
        programme=programme.name.text,
        author=programme.authority.text,
        subject=f"{programme.full_name} {programme.period}",
        keywords=tuple(
            dict.fromkeys((programme.name.text, programme.fund.text, programme.authority.text, str(programme.year)))
        ),
        language=words.language,
        day=programme.reference_date,
    )
