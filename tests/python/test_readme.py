"""The Python blocks of the README and of docs/python.md run as written and print what their comments say."""

import contextlib
import io
import re

import pytest


def blocks(root, name):
    text = (root / name).read_text(encoding="utf-8")
    return re.findall(r"^```python\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("name", ["README.md", "docs/python.md"])
def test_the_readme_runs(root, tmp_path, monkeypatch, name):
    found = blocks(root, name)
    assert found
    (tmp_path / "examples").symlink_to(root / "examples")
    monkeypatch.chdir(tmp_path)
    for block in found:
        if "import spacy" in block:
            pytest.importorskip("spacy")
        out = io.StringIO()
        with contextlib.redirect_stdout(out):
            exec(compile(block, name, "exec"), {})
        said = [line[2:] for line in block.splitlines() if line.startswith("# ")]
        assert out.getvalue().splitlines() == said


