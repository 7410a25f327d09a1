# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the words of a sentence speak of: names, voices, bases, times."""
