# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""From a workbook to the summary of an annual implementation report.

A workbook is **read** (`workbook.reader`) into a `model.Report` and findings; the report is **checked** (`checks`) into
more findings; it is **composed** (`compose`) with the office's templates into a `document.Document`; the document is
**written** (`writers`) as Word, PDF and HTML, which hold the same words and numbers. `pipeline` calls these stages in
order; `cli` is the door.
"""

__version__ = "0.1.0"
