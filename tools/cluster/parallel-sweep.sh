#!/bin/bash
# A sweep in shards on this machine by GNU parallel, then the merge:
#
#   tools/cluster/parallel-sweep.sh SHARDS OUT FILE --vary NAME=LO:HI... [any option of `waymark sweep`]
#
# The same call again goes on with what is there: shards that ended well are left alone, the others
# resume from their ledgers. JOBS is the number of shards at a time (else one for each core), WAYMARK the
# program (else the one on the PATH).
set -eu
[ $# -ge 3 ] || { sed -n '2,8s/^# \{0,1\}//p' "$0" >&2; exit 64; }
export SHARDS=$1 OUT=$2
shift 2
mkdir -p "$OUT"
export WAYMARK=${WAYMARK:-waymark}
SWEEP=$(printf '%s\n' "$@")
export SWEEP
# What was asked for belongs to the log: parallel skips what the log calls done.
asked=$(printf '%s\n%s\n' "$SHARDS" "$SWEEP" | sha256sum | cut -c1-16)
parallel --will-cite --jobs "${JOBS:-$(nproc)}" --joblog "$OUT/parallel-$asked.log" --resume-failed \
  "$(cd "$(dirname "$0")" && pwd)/shard.sh" ::: $(seq "$SHARDS")
"$WAYMARK" merge "$OUT"/part-*/ --out "$OUT" --quiet
