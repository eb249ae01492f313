"""A loop that a person waits for shows how far it is, and a stored output never does."""

import os
import subprocess
import sys

from dnn_helpers import steps

TRAINS = """
from dnn_helpers import steps
import time
costs = []
for i in steps(4, costs):
    costs.append(0.5 - i / 10)
    time.sleep(0.4)
print(i)
"""


def test_where_nothing_is_saved_it_is_a_plain_range():
    assert list(steps(3)) == list(steps(3, [0.5])) == [0, 1, 2]


def test_where_somebody_watches_it_shows_the_cost_and_the_time_left(tmp_path):
    watched = os.environ | {"DNN_HELPERS_SAVE": str(tmp_path)}
    run = subprocess.run([sys.executable, "-c", TRAINS], env=watched, capture_output=True, check=True)
    out = run.stdout.decode()
    assert run.stderr == b"" and "cost 0.4" in out and "<00:" in out
    assert out.split("\r")[-1].strip() == "3"  # the bar takes itself away
