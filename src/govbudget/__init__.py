"""govbudget: Chinese government department budget disclosures as exact, typed, traceable figures."""

from __future__ import annotations

__version__ = "0.1.0"
__all__ = ["__version__"]
