"""What the tests share."""

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

TEXT = """Pumps sold in August

“We were never asked,” said Petra Quill, mayor of Port Vellin. “Not once.”

The pumps were sold in August, Nordwire reported, citing three people close to the deal.
"""


@pytest.fixture
def root() -> Path:
    return ROOT


@pytest.fixture
def text() -> str:
    return TEXT
