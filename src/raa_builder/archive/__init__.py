# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""The archive of editions: the files of an edition in, a revision that nobody can alter unnoticed out, and back again.

A revision is a folder `YEAR/rN`, a bag after RFC 8493 that people and others' programs can read without this one.
`store` finds revisions and adds one, whole or not at all; `bag` lays out its files; `card` says what an edition is,
`record` holds its report, `readme` tells people; `verify` finds what was altered; `deposit` packs it for preservation.
"""
