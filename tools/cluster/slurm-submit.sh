#!/bin/bash
# Submits a sweep as a Slurm job array with a merge that waits for all of it:
#
#   tools/cluster/slurm-submit.sh SHARDS OUT FILE --vary NAME=LO:HI... [any option of `waymark sweep`]
#
# The same call again goes on with what is there. WAYMARK is the program (else the one on the PATH);
# SBATCH_OPTIONS="--partition=x --cpus-per-task=4" goes to the array, SBATCH_MERGE_OPTIONS to the merge.
set -eu
[ $# -ge 3 ] || { sed -n '2,8s/^# \{0,1\}//p' "$0" >&2; exit 64; }
export SHARDS=$1
mkdir -p "$2"
OUT=$(cd "$2" && pwd)
shift 2
CLUSTER=$(cd "$(dirname "$0")" && pwd)
WAYMARK=$(command -v "${WAYMARK:-waymark}") || { echo "WAYMARK=path/to/waymark is missing" >&2; exit 66; }
WAYMARK=$(realpath "$WAYMARK")
SWEEP=$(printf '%s\n' "$@")
export WAYMARK SWEEP OUT CLUSTER
# shellcheck disable=SC2086
array=$(sbatch --parsable --array="1-$SHARDS" --output="$OUT/task-%a.log" ${SBATCH_OPTIONS:-} \
  "$CLUSTER/slurm-sweep.sh")
# A task that fails for good would leave the merge waiting for ever: it is cancelled instead.
# shellcheck disable=SC2086
merge=$(sbatch --parsable --dependency="afterok:$array" --kill-on-invalid-dep=yes \
  --output="$OUT/merge.log" ${SBATCH_MERGE_OPTIONS:-} "$CLUSTER/slurm-merge.sh")
echo "sweep $array, merge $merge"
