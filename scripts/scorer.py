"""The scorer beside the labelled sets, for the scripts that count more than it does."""
import importlib.util, os

SCORER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../shared/eval/quotes/score.py")


def scorer():
    spec = importlib.util.spec_from_file_location("score", SCORER)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
