# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Two editions of a report in, what differs between them out. No input or output happens here.

`matching` finds what belongs together, `lines` sets figures side by side, `rows` initiatives, indicators and texts,
whose words `words` tells apart; `comparing` puts all together into what `pairs` describes. `programs` says it in JSON;
for people a template of the office does, `confronto.html.j2`.
"""

from raa_builder.comparison.comparing import compare
from raa_builder.comparison.lines import Line
from raa_builder.comparison.pairs import AxisPair, Comparison, Fact, RowPair, Status
from raa_builder.comparison.programs import as_json
from raa_builder.comparison.words import Piece

__all__ = ["AxisPair", "Comparison", "Fact", "Line", "Piece", "RowPair", "Status", "as_json", "compare"]
