# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Finding numbers in texts: what is written, before anybody asks what it means."""
