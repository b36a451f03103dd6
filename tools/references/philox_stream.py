"""First uniform numbers of two keyed streams, by a second implementation.

Python 3, no libraries: integers of any length, written from the description in
Sources/Random/Philox (hash of seed and name, counter layout, 52-bit rounding).
"""
M64 = (1 << 64) - 1
M32 = (1 << 32) - 1


def mix(z):
    z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & M64
    z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & M64
    return z ^ (z >> 31)


def name_hash(seed, name):
    golden = 0x9E3779B97F4A7C15
    data = name.encode("utf-8")
    state = mix((seed + golden) & M64)
    words = [int.from_bytes(data[i:i + 8], "little") for i in range(0, len(data), 8)]
    for word in words + [len(data)]:
        state = mix(((state + golden) & M64) ^ word)
    return state


def philox(counter, key, rounds=10):
    c, (k0, k1) = list(counter), key
    for _ in range(rounds):
        p0, p1 = 0xD2511F53 * c[0], 0xCD9E8D57 * c[2]
        c = [(p1 >> 32) ^ c[1] ^ k0, p1 & M32, (p0 >> 32) ^ c[3] ^ k1, p0 & M32]
        k0, k1 = (k0 + 0x9E3779B9) & M32, (k1 + 0xBB67AE85) & M32
    return c


def uniform(seed, name, path, step, draw=0):
    h = name_hash(seed, name)
    pair = path >> 1
    w = philox((pair & M32, pair >> 32, step, draw), (h & M32, h >> 32))
    x = (w[0] | w[1] << 32) if path % 2 == 0 else (w[2] | w[3] << 32)
    return ((x >> 12) + 0.5) * 2.0 ** -52


if __name__ == "__main__":
    assert philox((0, 0, 0, 0), (0, 0)) == [0x6627E8D5, 0xE169C58D, 0xBC57AC4C, 0x9B00DBD8]
    print([uniform(0, "", path, 0) for path in range(3)])
    print([uniform(2024, "\u4f01\u4e1a\u6570", path, 5, 1) for path in range(3)])
    print([uniform(1, "indicator noise, quarterly", 2 ** 33 + k, 40, 2) for k in range(3)])
