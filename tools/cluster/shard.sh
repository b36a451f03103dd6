#!/bin/bash
# Computes one shard of a sweep, or goes on with it: shard.sh INDEX, counted from 1. The environment says
# what to sweep: WAYMARK (the program), SWEEP (arguments of `waymark sweep`, one a line), SHARDS, OUT (shard I
# goes to $OUT/part-I), WORKERS (threads, 1 if not set).
set -u
: "${WAYMARK:?}" "${SWEEP:?}" "${SHARDS:?}" "${OUT:?}" "${1:?INDEX is missing}"
export OPENBLAS_NUM_THREADS=1
part=$OUT/part-$1
mkdir -p "$part"
mapfile -t arguments <<<"$SWEEP"

# 73: somebody else writes the ledger, such as the task that this one replaces and that nobody could
# stop. Its end is waited for, ten minutes at most.
for _ in $(seq 120); do
  "$WAYMARK" sweep "${arguments[@]}" --shard "$1/$SHARDS" --out "$part" --resume \
    --workers "${WORKERS:-1}" --quiet
  code=$?
  [ $code = 73 ] || break
  sleep 5
done
exit $code
