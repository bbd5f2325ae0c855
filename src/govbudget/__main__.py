"""`python -m govbudget` is the command `govbudget`."""

from __future__ import annotations

import sys

from govbudget.cli import main

if __name__ == "__main__":
    sys.exit(main())
