"""Writes Sources/Designs/Sobol/JoeKuoNumbers.swift from the published list of direction numbers.

    python3 joe_kuo_numbers.py new-joe-kuo-6.21201 > Sources/Designs/Sobol/JoeKuoNumbers.swift

The list is the one of Joe and Kuo, "Constructing Sobol sequences with better two-dimensional
projections", SIAM J. Sci. Comput. 30 (2008): a row per dimension from the second on, with the
columns d, s (degree), a (inner coefficients of the primitive polynomial), m_1 ... m_s.
"""
import sys

LAST = 512

print('''/// The direction numbers of Sobol sequences in dimensions 2 to 512, a line each: a, then m₁ … mₛ.
///
/// a holds the inner coefficients of the primitive polynomial, the one of x^(s−1) in its highest
/// bit; mₖ is odd and below 2ᵏ. Written by tools/references/joe_kuo_numbers.py.
///
/// Source: Joe and Kuo, *Constructing Sobol sequences with better two-dimensional projections*,
/// SIAM Journal on Scientific Computing 30 (2008).
enum JoeKuoNumbers {
  static let lines = """''')
for row in open(sys.argv[1]).read().splitlines()[1:]:
    d, s, a, *m = row.split()
    assert int(s) == len(m)
    assert all(int(x) % 2 == 1 and int(x) < 2 ** (k + 1) for k, x in enumerate(m))
    if int(d) <= LAST:
        print("    " + " ".join([a] + m))
print('''
    """
}''')
