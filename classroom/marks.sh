#!/usr/bin/env bash
# Mark one learner's notebooks, on any runner:   classroom/marks.sh SUBMISSION OUT
#
# Run it from your own copy of the workbook, in an environment with `pip install -r requirements.txt`.
# SUBMISSION is the learner's folder (or notebook, or zip). Nothing in it is run outside the sandbox, so
# nothing that a learner puts there changes a check. OUT gets grades.json, junit.xml, summary.md, ...;
# OUT/gradescope holds the results.json that Gradescope wants.
# Ends with 0 when marks were given, whatever they are, and with 2 when none could be.
set -euo pipefail
[ $# = 2 ] || { echo "usage: $0 SUBMISSION OUT" >&2; exit 2; }
submission=$(realpath "$1") out=$(realpath -m "$2")
cd "$(dirname "$0")/.."
unset PYTHONPATH PYTHONSTARTUP

status=0
python -m dnn_helpers grade "$submission" --as submission --out "$out" || status=$?
[ "$status" -lt 2 ] || exit "$status"
[ -z "${GITHUB_STEP_SUMMARY:-}" ] || cat "$out/summary.md" >> "$GITHUB_STEP_SUMMARY"
