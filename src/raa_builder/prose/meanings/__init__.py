# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a number may mean, by what its sentence says: the figures of the report, and of other times, parts and sums."""
