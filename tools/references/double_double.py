"""Values of 40 digits for DoubleDouble functions. Needs mpmath 1.4.1."""

import mpmath as mp

mp.mp.dps = 60
POINTS = ["0.1", "1.7", "-3.25", "12.5", "0.0001", "44"]
for name, f in dict(exp=mp.exp, log=mp.log, sin=mp.sin, cos=mp.cos, atan=mp.atan).items():
    for text in POINTS:
        x = mp.mpf(text)
        if name == "log" and x < 0:
            continue
        y = f(x)
        high = float(y)
        low = float(y - mp.mpf(high))
        print(f'    ("{name}", {text}, {high!r}, {low!r}),')
