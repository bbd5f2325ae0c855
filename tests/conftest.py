"""Hypothesis profiles: the default repeats itself exactly, `--hypothesis-profile=long` searches wider.

`--update-golden` writes the readings in tests/golden anew.
"""

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile("ci", max_examples=40, deadline=None, derandomize=True, database=None)
settings.register_profile(
    "long",
    max_examples=1000,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("ci")


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--update-golden` writes what is read now beside the documents in tests/golden; nothing else writes there."""
    parser.addoption("--update-golden", action="store_true", help="write the readings in tests/golden anew")
