# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""The tables of a workbook: a file in, rows whose cells are asked for by the key of their column out.

`sniff` opens the file or says why not, `locate` finds the tables wherever they have moved, `rows` and `codes` read
them, `values` and `dirt` make of what was typed what was meant, `source` gathers the findings.
"""
