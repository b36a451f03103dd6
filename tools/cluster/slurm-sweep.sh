#!/bin/bash
# One shard of a sweep as a task of a Slurm job array; slurm-submit.sh submits it. The index of the shard
# is the index of the task, from 1. CLUSTER is the folder of these scripts, because Slurm runs a copy.
#SBATCH --job-name=waymark-sweep
#SBATCH --requeue
#SBATCH --open-mode=append
export WORKERS=${SLURM_CPUS_PER_TASK:-1}
exec "${CLUSTER:?}/shard.sh" "${SLURM_ARRAY_TASK_ID:?}"
