#!/usr/bin/env bash
# Compare what a learner's cells print with the reference, cell by cell:   classroom/outputs.sh SUBMISSION OUT
#
# This runs the learner's code in an ordinary kernel with your rights: use a container or a throw-away
# runner, and never the one that holds the marks. Those come from classroom/marks.sh.
# OUT gets the grafted notebooks and nbval.xml (JUnit). Ends with 0 only if every cell agrees.
set -euo pipefail
[ $# = 2 ] || { echo "usage: $0 SUBMISSION OUT" >&2; exit 2; }
submission=$(realpath "$1") out=$(realpath -m "$2")
cd "$(dirname "$0")/.."
unset PYTHONPATH PYTHONSTARTUP
export DNN_HELPERS_SAVE=off OPENBLAS_NUM_THREADS=1

status=0
python -m dnn_helpers graft "$submission" --out "$out/grafted" || status=$?
[ "$status" -lt 2 ] || exit "$status"

# An empty configuration and no conftest: only what is ours is collected and obeyed.
cd "$out/grafted"
python -m pytest -q -c /dev/null --rootdir . --noconftest -p no:cacheprovider --nbval \
    --junitxml "$out/nbval.xml" .
# After a time-out nbval lets the cells that follow pass as expected failures: they are failures.
! grep -q pytest.xfail "$out/nbval.xml"
