"""Minimax polynomials behind Formulas and SpecialFunctions/Elementary.

Python 3, mpmath 1.3.0, NumPy. Prints, for each function, the coefficients (lowest power first)
as hexadecimal doubles and the largest weighted error of the rounded polynomial. The fit is a
linear exchange (Remez, 1934) at 60 digits, started from Chebyshev points.
"""
import mpmath as mp

mp.mp.dps = 60


def remez(f, a, b, n, weight=lambda x: mp.mpf(1), rounds=12, grid=1200):
    """n coefficients of the polynomial p that minimises max weight(x) |f(x) - p(x)| on [a, b]."""
    a, b = mp.mpf(a), mp.mpf(b)
    relative, floor = weight, mp.mpf("1e-3") * max(weight(a), weight(b))
    weight = lambda x: max(relative(x), floor)  # a weight of zero would leave the value free
    xs = [(a + b) / 2 - (b - a) / 2 * mp.cos(mp.pi * i / n) for i in range(n + 1)]
    pts = [(a + b) / 2 - (b - a) / 2 * mp.cos(mp.pi * i / grid) for i in range(grid + 1)]
    fv = [f(p) for p in pts]
    wv = [weight(p) for p in pts]
    for _ in range(rounds):
        A = mp.matrix(n + 1, n + 1)
        y = mp.matrix(n + 1, 1)
        for i, x in enumerate(xs):
            for j in range(n):
                A[i, j] = x ** j
            A[i, n] = (-1) ** i / weight(x)
            y[i] = f(x)
        sol = mp.lu_solve(A, y)
        c = [sol[j] for j in range(n)]
        e = [w * (v - mp.polyval(c[::-1], p)) for p, v, w in zip(pts, fv, wv)]
        # One extremum for each run of equal sign.
        ext, best = [], 0
        for i in range(1, len(e)):
            if (e[i] > 0) == (e[best] > 0):
                if abs(e[i]) > abs(e[best]):
                    best = i
            else:
                ext.append(best)
                best = i
        ext.append(best)
        while len(ext) > n + 1:
            if abs(e[ext[0]]) < abs(e[ext[-1]]):
                ext.pop(0)
            else:
                ext.pop()
        if len(ext) < n + 1:
            break
        xs = [pts[i] for i in ext]
        hi = max(abs(e[i]) for i in ext)
        lo = min(abs(e[i]) for i in ext)
        if hi / lo < 1.001:
            break
    rounded = [mp.mpf(float(v)) for v in c]
    err = max(w * abs(v - mp.polyval(rounded[::-1], p)) for p, v, w in zip(pts, fv, wv))
    return [float(v) for v in c], err


def show(name, result):
    c, err = result
    print(f"// {name}: largest weighted error 2^{float(mp.log(err, 2)):.1f}")
    for v in c:
        print(f"    {v.hex()},")


if __name__ == "__main__":
    h = mp.log(2) / 2 * mp.mpf("1.0005")

    def exp_tail(r):  # (exp(r) - 1 - r) / r^2
        return sum(r ** k / mp.factorial(k + 2) for k in range(40))
    show("exp: (e^r - 1 - r)/r^2, |r| <= ln2/2", remez(exp_tail, -h, h, 10, weight=abs))

    zmax = ((mp.sqrt(2) - 1) / (mp.sqrt(2) + 1)) ** 2 * mp.mpf("1.0005")

    def log_tail(z):  # (2 atanh(s) - 2 s) / s^3, z = s^2
        return sum(mp.mpf(2) / (2 * k + 3) * z ** k for k in range(60))
    show("log: (2 atanh s - 2 s)/s^3 in s^2", remez(log_tail, 0, zmax, 7, weight=lambda z: z))

    def log_tail2(z):  # 2/5 + 2/7 z + ...
        return sum(mp.mpf(2) / (2 * k + 5) * z ** k for k in range(60))
    show("pow: (2 atanh s - 2 s - 2/3 s^3)/s^5 in s^2",
         remez(log_tail2, 0, zmax, 9, weight=lambda z: z * z))

    q = (mp.pi / 4 * mp.mpf("1.0005")) ** 2

    def sin_tail(z):
        return sum((-1) ** (k + 1) * z ** k / mp.factorial(2 * k + 3) for k in range(30))
    show("sin: (sin r - r)/r^3 in r^2", remez(sin_tail, 0, q, 6, weight=lambda z: z))

    def cos_tail(z):
        return sum((-1) ** k * z ** k / mp.factorial(2 * k + 4) for k in range(30))
    show("cos: (cos r - 1 + r^2/2)/r^4 in r^2", remez(cos_tail, 0, q, 6, weight=lambda z: z * z))

    t = (mp.tan(mp.pi / 8) * mp.mpf("1.0005")) ** 2

    def atan_tail(z):
        return sum((-1) ** (k + 1) * z ** k / mp.mpf(2 * k + 3) for k in range(220))
    show("atan: (atan s - s)/s^3 in s^2", remez(atan_tail, 0, t, 11, weight=lambda z: z))

    def asin_tail(z):
        if z < mp.mpf("1e-4"):
            return sum(mp.binomial(2 * k, k) / (mp.mpf(4) ** k * (2 * k + 1)) * z ** (k - 1)
                       for k in range(1, 20))
        s = mp.sqrt(z)
        return (mp.asin(s) - s) / s ** 3
    show("asin: (asin s - s)/s^3 in s^2", remez(asin_tail, 0, mp.mpf("0.25"), 13, weight=lambda z: z))

    # Upper tail of the normal law: Q(x) e^{x^2/2} (1 + x) with x = A (1 + t)/(1 - t), t in [-1, 1).
    A = mp.mpf(4)

    def mills(t):
        if t >= 1:
            return 1 / mp.sqrt(2 * mp.pi)
        x = A * (1 + t) / (1 - t)
        if x > 60:
            # Asymptotic series of the Mills ratio.
            s, term = mp.mpf(0), mp.mpf(1)
            for k in range(1, 40):
                s += term
                term *= -(2 * k - 1) / x ** 2
            return s / x * (1 + x) / mp.sqrt(2 * mp.pi)
        return mp.erfc(x / mp.sqrt(2)) / 2 * mp.exp(x * x / 2) * (1 + x)
    show("normal tail", remez(mills, -1, mp.mpf("0.82"), 24, weight=lambda t: 1 / mills(t), grid=600))
