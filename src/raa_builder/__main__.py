# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""`python -m raa_builder` is the command `raa-builder`."""

import sys

from raa_builder.cli import main

sys.exit(main())
