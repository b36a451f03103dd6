#!/bin/bash
# Joins the shards of a sweep when all tasks of its job array have ended well; slurm-submit.sh submits it.
#SBATCH --job-name=waymark-merge
#SBATCH --requeue
exec "${WAYMARK:?}" merge "${OUT:?}"/part-*/ --out "$OUT" --quiet
