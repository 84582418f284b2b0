"""Where the HTML development sets are, and their scorer."""
import importlib.util
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
EVAL = ROOT.parent / "shared/eval/html"


def scorer():
    """the sets' own scorer as a module; None, said aloud, when the sets are not here"""
    if not EVAL.is_dir():
        print("skipped: the page sets are not here (../shared/eval/html)")
        return None
    spec = importlib.util.spec_from_file_location("score", EVAL / "score.py")
    score = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(score)
    return score
