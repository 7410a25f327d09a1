# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""The workbook: its one description (`layout`), the blank one (`blank`), and reading one back (`reader`)."""
