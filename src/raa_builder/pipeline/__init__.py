# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""The pipeline: calls the stages in order. The doors' only import; paths and options in, files and findings out.

A module for each thing that people do. The stages are imported where they are used: they bring openpyxl, lxml and
ReportLab with them, which a command that does without them should not wait for; for the same reason a module is loaded
when one of its names is asked for.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from raa_builder.pipeline.annotating import Annotated, annotate
    from raa_builder.pipeline.archived import (
        Verified,
        archived_report,
        deposit,
        edition_workbooks,
        editions,
        restore,
        unfinished,
        verify,
    )
    from raa_builder.pipeline.archiving import Archived, Remarks, archive
    from raa_builder.pipeline.building import BlockedError, Built, build
    from raa_builder.pipeline.checking import Checked, check, check_all, edition_report
    from raa_builder.pipeline.comparing import Compared, compare
    from raa_builder.pipeline.issuing import Carried, UncarriedError, new, new_from
    from raa_builder.pipeline.merging import Merging, merge

__all__ = [
    "Annotated",
    "Archived",
    "BlockedError",
    "Built",
    "Carried",
    "Checked",
    "Compared",
    "Merging",
    "Remarks",
    "UncarriedError",
    "Verified",
    "annotate",
    "archive",
    "archived_report",
    "build",
    "check",
    "check_all",
    "compare",
    "deposit",
    "edition_report",
    "edition_workbooks",
    "editions",
    "merge",
    "new",
    "new_from",
    "restore",
    "unfinished",
    "verify",
]

_MODULES = {
    "annotating": ("Annotated", "annotate"),
    "archived": (
        "Verified", "archived_report", "deposit", "edition_workbooks", "editions", "restore", "unfinished", "verify",
    ),
    "archiving": ("Archived", "Remarks", "archive"),
    "building": ("BlockedError", "Built", "build"),
    "checking": ("Checked", "check", "check_all", "edition_report"),
    "comparing": ("Compared", "compare"),
    "issuing": ("Carried", "UncarriedError", "new", "new_from"),
    "merging": ("Merging", "merge"),
}  # fmt: skip
_WHERE = {name: module for module, names in _MODULES.items() for name in names}


def __getattr__(name: str) -> object:
    """A name of one of the modules, which is loaded now.

    Raises:
        AttributeError: There is none.
    """
    if name not in _WHERE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_WHERE[name]}"), name)
