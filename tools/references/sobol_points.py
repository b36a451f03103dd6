"""Reference values of plain Sobol sequences, from SciPy (made with SciPy 1.17.1, NumPy 2.4.6).

    python3 sobol_points.py

Coordinates as integers of 52 binary digits. Points far out in the sequence, to which SciPy would
have to walk, are put together from SciPy's own direction integers. The hash of a point takes
its 512 coordinates one after the other: h <- (rotate(h, 29) xor word) * prime.
"""
import numpy, scipy
from scipy.stats import qmc

BITS, DIMENSIONS = 52, 512
M64 = (1 << 64) - 1
print("scipy", scipy.__version__, "numpy", numpy.__version__)
engine = qmc.Sobol(DIMENSIONS, scramble=False, bits=BITS)
directions = [[int(v) for v in row] for row in engine._sv]


def point(n):
    gray = n ^ (n >> 1)
    return [
        numpy.bitwise_xor.reduce([0] + [v for k, v in enumerate(row) if gray >> k & 1])
        for row in directions
    ]


def fold(words):
    h = 0xCBF29CE484222325
    for w in words:
        h = ((((h << 29) | (h >> 35)) ^ int(w)) * 0x100000001B3) & M64
    return h


first = [[int(x * 2.0**BITS) for x in row] for row in engine.random(4096)]
for n in (0, 1, 2, 3, 511, 1023, 2048, 4095):
    assert first[n] == [int(x) for x in point(n)], n
print("first 4,096 points", hex(fold(x for row in first for x in row)))
for n in (1, 2, 3, 100, 1023, 65_537, 10**6, 2**31 + 12_345, 2**32 - 1, 2**32, 10**12 + 7, 2**52 - 1):
    p = point(n)
    print(f"    ({n}, {hex(fold(p))}, [{', '.join(str(int(p[d])) for d in (0, 1, 9, 255, 511))}]),")
