"""Arrays of 512 random number generators and the functions on float32 arrays that Numba can turn into vector code.

Numba has no vector logarithm, cosine or exponential without Intel's SVML, so the functions ending in `_poly` write
them out as polynomials on the bits of the numbers (minimax fits, relative error 1e-7).
"""

import numpy as np
from numba import njit

LANES = 512
f4, i4, u4, u8 = np.float32, np.int32, np.uint32, np.uint64
LN2, QUARTER_PI = np.log(2), np.pi / 4
ROOT_HALF = i4(0x3F3504F3)  # the bits of 1/√2
MANTISSA = i4(0x7FFFFF)
LOG2E = f4(1 / LN2)


@njit
def seeded(seed, block):
    """xoshiro128++ states (Blackman and Vigna 2019), filled by SplitMix64."""
    state = np.empty(LANES, u4), np.empty(LANES, u4), np.empty(LANES, u4), np.empty(LANES, u4)
    x = u8(seed) * u8(0xD1342543DE82EF95) + u8(block + 1) * u8(0xDA942042E4DD58B5)
    for words in state:
        for lane in range(LANES):
            x += u8(0x9E3779B97F4A7C15)
            z = (x ^ (x >> u8(30))) * u8(0xBF58476D1CE4E5B9)
            z = (z ^ (z >> u8(27))) * u8(0x94D049BB133111EB)
            words[lane] = u4(z >> u8(32))
    return state


@njit(inline="always")
def rotated(x, left):
    return u4(u4(x << u4(left)) | u4(x >> u4(32 - left)))


@njit(inline="always")
def advanced(a, b, c, d):
    c2, d2 = u4(c ^ a), u4(d ^ b)
    return u4(a ^ d2), u4(b ^ c2), u4(c2 ^ u4(b << u4(9))), rotated(d2, 11)


@njit
def next_bits(state, first, second):
    """Two words of every generator."""
    a0, b0, c0, d0 = state
    for lane in range(LANES):
        a, b, c, d = a0[lane], b0[lane], c0[lane], d0[lane]
        first[lane] = u4(rotated(u4(a + d), 7) + a)
        a, b, c, d = advanced(a, b, c, d)
        second[lane] = u4(rotated(u4(a + d), 7) + a)
        a0[lane], b0[lane], c0[lane], d0[lane] = advanced(a, b, c, d)


@njit(fastmath=True)
def normals_libm(state, z, sd, bits, angles, work, exponents):
    """1,024 normals by Box and Muller with the library's functions."""
    next_bits(state, bits, angles)
    for k in range(LANES):
        u = f4(bits[k]) * f4(2.0**-32) + f4(2.0**-33)
        radius = sd * np.sqrt(f4(-2) * np.log(u))
        angle = f4(angles[k]) * f4(2 * np.pi * 2.0**-32)
        z[k] = radius * np.cos(angle)
        z[k + LANES] = radius * np.sin(angle)


@njit(fastmath=True)
def normals_poly(state, z, sd, bits, angles, work, exponents):
    """1,024 normals by Box and Muller: logarithm from exponent and mantissa, sine and cosine within an eighth of a turn."""
    next_bits(state, bits, angles)
    work_bits = work.view(i4)
    for k in range(LANES):
        work[k] = f4(bits[k]) * f4(2.0**-32) + f4(2.0**-33)
    for k in range(LANES):
        offset = work_bits[k] - ROOT_HALF
        exponents[k] = f4(offset >> i4(23))
        work_bits[k] = (offset & MANTISSA) + ROOT_HALF
    scale = f4(-2 * LN2) * sd * sd
    for k in range(LANES):
        f = work[k] - f4(1)
        p = f4(0.2340423985) - f4(0.145811778) * f
        p = f4(-0.248876849) + p * f
        p = f4(0.2870986957) + p * f
        p = f4(-0.3602396406) + p * f
        p = f4(0.4809232424) + p * f
        p = f4(-0.7213527881) + p * f
        p = f4(1.442694962) + p * f
        radius = np.sqrt(max(scale * (p * f + exponents[k]), f4(0)))
        word = angles[k]
        angle = f4(i4(word << u4(2))) * f4(QUARTER_PI * 2.0**-31)
        square = angle * angle
        sine = f4(0.008332016453) - f4(0.0001950182201) * square
        sine = (f4(0.9999999968) + (f4(-0.1666665022) + sine * square) * square) * angle
        cosine = f4(0.04165441956) - f4(0.00135794041) * square
        cosine = f4(0.9999999674) + (f4(-0.4999984243) + cosine * square) * square
        mirror = (word & u4(0x40000000)) != u4(0)
        signed = radius if (word & u4(0x80000000)) == u4(0) else -radius
        z[k] = signed * (sine if mirror else cosine)
        z[k + LANES] = signed * (cosine if mirror else sine)


@njit(fastmath=True)
def exp2_libm(x, scale, powers, exponents):
    for k in range(len(x)):
        powers[k] = np.exp(scale * f4(LN2) * x[k])


@njit(fastmath=True)
def exp2_poly(x, scale, powers, exponents):
    """2 to the scale x, within ±126: a polynomial in the fraction, the whole part added to the exponent's bits."""
    power_bits = powers.view(i4)
    for k in range(len(x)):
        scaled = scale * x[k]
        shifted = i4(scaled + f4(128.5))
        f = scaled - (f4(shifted) - f4(128))
        exponents[k] = (shifted - i4(128)) << i4(23)
        p = f4(0.009675541326) + f4(0.001327647273) * f
        p = f4(0.05550713271) + p * f
        p = f4(0.2402211972) + p * f
        p = f4(0.6931469671) + p * f
        powers[k] = f4(1.000000072) + p * f
    for k in range(len(x)):
        power_bits[k] += exponents[k]
