"""W1a in PyTorch on the CPU: chunks of paths, in-place arithmetic, float32, torch.quantile."""

import harness

given = harness.options()

import torch
from growth import *

PATHS, CHUNK = given.paths, 65_536
torch.set_num_threads(given.workers)
PROBABILITIES = torch.tensor(harness.PROBABILITIES)
FACTOR = torch.tensor(LOWER, dtype=torch.float32)


def simulate(output):
    n = output.shape[1]
    h = FACTOR @ torch.randn(3, n)
    ceiling = torch.exp(float(LN_CEILING - NOISE**2 / 2) + SD_LN_CEILING * h[0])
    rate = torch.exp(float(LN_RATE) + SD_LN_RATE * h[1])
    odds = torch.exp(rate * (MIDPOINT + SD_MIDPOINT * h[2]))
    decay = torch.exp(-rate)
    deviation, step = NOISE * torch.randn(n), torch.empty(n)
    first = torch.full((n,), PERIODS)
    for t in range(PERIODS):
        if t > 0:
            step.normal_(0, float(NOISE * INNOVATION))
            deviation.mul_(PERSISTENCE).add_(step)
        odds.mul_(decay)
        y = torch.exp(deviation, out=output[t])
        y.mul_(ceiling).div_(odds + 1)
        first.masked_fill_((first == PERIODS) & (y >= TARGET), t)
    return torch.bincount(first, minlength=PERIODS + 1)


@torch.no_grad()
def run(seed):
    torch.manual_seed(seed)
    output = torch.empty(PERIODS, PATHS)
    first = sum(simulate(part) for part in output.split(CHUNK, dim=1))
    quantiles = [torch.quantile(y, PROBABILITIES).tolist() for y in output]
    found = harness.describe("", output.mean(1).tolist(), quantiles) | harness.first_passage((first / PATHS).tolist())
    return found | {"attain": (output[-1] >= TARGET).float().mean().item()}


harness.measure("W1a", "PyTorch", "f32", given, run, PATHS, PATHS * PERIODS, warm=False)
