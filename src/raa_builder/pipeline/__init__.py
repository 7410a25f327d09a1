# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""The pipeline: calls the stages in order. The doors' only import; paths and options in, files and findings out.

A module for each thing that people do. The stages are imported where they are used: they bring openpyxl, lxml and
ReportLab with them, which a command that does without them should not wait for.
"""

from raa_builder.pipeline.annotating import Annotated, annotate
from raa_builder.pipeline.building import BlockedError, Built, build
from raa_builder.pipeline.checking import Checked, check, check_all
from raa_builder.pipeline.issuing import Carried, UncarriedError, new, new_from
from raa_builder.pipeline.merging import Merging, merge

__all__ = [
    "Annotated",
    "BlockedError",
    "Built",
    "Carried",
    "Checked",
    "Merging",
    "UncarriedError",
    "annotate",
    "build",
    "check",
    "check_all",
    "merge",
    "new",
    "new_from",
]
