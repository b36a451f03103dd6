// Sixteen floats or eight doubles at a time: random bits, normals, exponentials, logarithms.
// Arithmetic on vectors is written with operators; the compiler fuses a * b + c. The polynomials are minimax fits
// (Remez exchange, relative error): 1e-7 in single, 2e-16 in double precision.
#pragma once
#include <immintrin.h>

#include <cstdint>

#define INLINE inline __attribute__((always_inline))

using Bits = __m512i;

template <class Real> struct Lanes;
template <> struct Lanes<float> {
  using Vector = __m512;
  using Word = uint32_t;
  static constexpr int count = 16, mantissaBits = 23, exponentBias = 127;
};
template <> struct Lanes<double> {
  using Vector = __m512d;
  using Word = uint64_t;
  static constexpr int count = 8, mantissaBits = 52, exponentBias = 1023;
};

INLINE __m512 all(float x) { return _mm512_set1_ps(x); }
INLINE __m512d all(double x) { return _mm512_set1_pd(x); }
INLINE __m512 load(const float *p) { return _mm512_load_ps(p); }
INLINE __m512d load(const double *p) { return _mm512_load_pd(p); }
INLINE void store(float *p, __m512 x) { _mm512_store_ps(p, x); }
INLINE void store(double *p, __m512d x) { _mm512_store_pd(p, x); }
INLINE Bits asBits(__m512 x) { return _mm512_castps_si512(x); }
INLINE Bits asBits(__m512d x) { return _mm512_castpd_si512(x); }
INLINE uint32_t atLeast(__m512 x, float level) { return _mm512_cmp_ps_mask(x, all(level), _CMP_GE_OQ); }
INLINE uint32_t atLeast(__m512d x, double level) { return _mm512_cmp_pd_mask(x, all(level), _CMP_GE_OQ); }
INLINE double total(__m512 x) { return _mm512_reduce_add_ps(x); }
INLINE double total(__m512d x) { return _mm512_reduce_add_pd(x); }

/// c[0] + c[1] x + c[2] x² + …
template <int terms, class Vector, class Real> INLINE Vector polynomial(Vector x, const Real (&c)[terms]) {
  Vector sum = all(c[terms - 1]);
  for (int k = terms - 2; k >= 0; k--) sum = sum * x + all(c[k]);
  return sum;
}

/// 2 to the x, x within the exponents of normal numbers.
INLINE __m512 exp2(__m512 x) {
  static constexpr float c[] = {1.000000072f,   0.6931469671f,   0.2402211972f,
                                0.05550713271f, 0.009675541326f, 0.001327647273f};
  const __m512 whole = _mm512_roundscale_ps(x, _MM_FROUND_TO_NEAREST_INT | _MM_FROUND_NO_EXC);
  return _mm512_scalef_ps(polynomial(x - whole, c), whole);
}
INLINE __m512d exp2(__m512d x) {
  static constexpr double c[] = {0.999999999999999997,   0.69314718055994533,    0.240226506959101562,
                                 0.0555041086648199215,  0.00961812910758833522, 0.00133335581467899354,
                                 0.000154035304625144511, 1.52527334899754529e-5, 1.32154330896719558e-6,
                                 1.01781980271126593e-7, 7.07410561349942884e-9, 4.43528189211794205e-10};
  const __m512d whole = _mm512_roundscale_pd(x, _MM_FROUND_TO_NEAREST_INT | _MM_FROUND_NO_EXC);
  return _mm512_scalef_pd(polynomial(x - whole, c), whole);
}
constexpr double log2e = 1.4426950408889634, ln2 = 0.6931471805599453, quarterPi = 0.7853981633974483;
INLINE __m512 exp(__m512 x) { return exp2(x * all(float(log2e))); }
INLINE __m512d exp(__m512d x) { return exp2(x * all(log2e)); }

/// Base-2 logarithm of a positive normal number; its mantissa is taken in [1/√2, √2).
INLINE __m512 log2(__m512 x) {
  static constexpr float c[] = {1.442694962f,  -0.7213527881f, 0.4809232424f, -0.3602396406f,
                                0.2870986957f, -0.248876849f,  0.2340423985f, -0.145811778f};
  const __m512 exponent = _mm512_getexp_ps(x * all(1.41421356f));
  const __m512 f = _mm512_scalef_ps(x, -exponent) - all(1.f);
  return polynomial(f, c) * f + exponent;
}
/// Natural logarithm: 2 artanh(s) with s = (m - 1) / (m + 1).
INLINE __m512d log(__m512d x) {
  static constexpr double c[] = {2.0,
                                 0.66666666666667652,
                                 0.399999999992988803,
                                 0.285714287613470683,
                                 0.222221969882140393,
                                 0.181836350957119588,
                                 0.153124437248132756,
                                 0.148105301058315129};
  const __m512d exponent = _mm512_getexp_pd(x * all(1.4142135623730951));
  const __m512d m = _mm512_scalef_pd(x, -exponent);
  const __m512d s = (m - all(1.0)) / (m + all(1.0));
  return exponent * all(ln2) + polynomial(s * s, c) * s;
}

/// One generator per lane, seeded by SplitMix64: xoshiro128++ (32 bits) and xoshiro256++ (64 bits), Blackman and Vigna 2019.
template <class Real> class Xoshiro {
  static constexpr bool narrow = sizeof(Real) == 4;
  Bits a, b, c, d;

  template <int by> static INLINE Bits rotate(Bits x) { return narrow ? _mm512_rol_epi32(x, by) : _mm512_rol_epi64(x, by); }
  static INLINE Bits add(Bits x, Bits y) { return narrow ? _mm512_add_epi32(x, y) : _mm512_add_epi64(x, y); }

 public:
  explicit Xoshiro(uint64_t seed) {
    using Word = typename Lanes<Real>::Word;
    alignas(64) Word words[4][Lanes<Real>::count];
    for (auto &row : words)
      for (auto &word : row) {
        uint64_t z = seed += 0x9e3779b97f4a7c15;
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
        z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
        word = Word(z ^ (z >> 31));
      }
    a = _mm512_load_si512(words[0]);
    b = _mm512_load_si512(words[1]);
    c = _mm512_load_si512(words[2]);
    d = _mm512_load_si512(words[3]);
  }

  INLINE Bits next() {
    const Bits result = add(rotate<narrow ? 7 : 23>(add(a, d)), a);
    const Bits shifted = narrow ? _mm512_slli_epi32(b, 9) : _mm512_slli_epi64(b, 17);
    c = _mm512_xor_si512(c, a);
    d = _mm512_xor_si512(d, b);
    b = _mm512_xor_si512(b, c);
    a = _mm512_xor_si512(a, d);
    c = _mm512_xor_si512(c, shifted);
    d = rotate<narrow ? 11 : 45>(d);
    return result;
  }
};

/// Uniform in (0, 1].
INLINE __m512 uniform(Bits bits, float) { return _mm512_cvtepu32_ps(bits) * all(0x1p-32f) + all(0x1p-33f); }
INLINE __m512d uniform(Bits bits, double) { return _mm512_cvtepu64_pd(bits) * all(0x1p-64) + all(0x1p-65); }

/// Flips the sign of x where the top bit of `bits` is set.
INLINE __m512 flipped(__m512 x, Bits bits) {
  return _mm512_castsi512_ps(_mm512_ternarylogic_epi32(asBits(x), bits, _mm512_set1_epi32(1 << 31), 0x78));
}
INLINE __m512d flipped(__m512d x, Bits bits) {
  return _mm512_castsi512_pd(_mm512_ternarylogic_epi64(asBits(x), bits, _mm512_set1_epi64(1ll << 63), 0x78));
}

/// A point on the unit circle: the low bits choose an angle within an eighth of a turn of 0, the second bit whether to
/// mirror it at the diagonal, the top bit whether to turn it by half a turn.
INLINE void pointOnCircle(Bits bits, __m512 &x, __m512 &y) {
  static constexpr float s[] = {0.9999999968f, -0.1666665022f, 0.008332016453f, -0.0001950182201f};
  static constexpr float c[] = {0.9999999674f, -0.4999984243f, 0.04165441956f, -0.00135794041f};
  const __m512 angle = _mm512_cvtepi32_ps(_mm512_slli_epi32(bits, 2)) * all(float(quarterPi * 0x1p-31));
  const __m512 square = angle * angle, sine = polynomial(square, s) * angle, cosine = polynomial(square, c);
  const __mmask16 mirror = _mm512_test_epi32_mask(bits, _mm512_set1_epi32(1 << 30));
  x = flipped(_mm512_mask_mov_ps(cosine, mirror, sine), bits);
  y = flipped(_mm512_mask_mov_ps(sine, mirror, cosine), bits);
}
INLINE void pointOnCircle(Bits bits, __m512d &x, __m512d &y) {
  static constexpr double s[] = {1.0,
                                 -0.166666666666666148,
                                 0.00833333333332000244,
                                 -0.000198412698284021285,
                                 2.75573132990150906e-6,
                                 -2.50507058464457117e-8,
                                 1.58941363785416005e-10};
  static constexpr double c[] = {1.0,
                                 -0.499999999999991526,
                                 0.0416666666664539683,
                                 -0.00138888888687218129,
                                 0.0000248015781483983134,
                                 -2.75551779812421372e-7,
                                 2.06274475397930157e-9};
  const __m512d angle = _mm512_cvtepi64_pd(_mm512_slli_epi64(bits, 2)) * all(quarterPi * 0x1p-63);
  const __m512d square = angle * angle, sine = polynomial(square, s) * angle, cosine = polynomial(square, c);
  const __mmask8 mirror = _mm512_test_epi64_mask(bits, _mm512_set1_epi64(1ll << 62));
  x = flipped(_mm512_mask_mov_pd(cosine, mirror, sine), bits);
  y = flipped(_mm512_mask_mov_pd(sine, mirror, cosine), bits);
}

/// √(-2 sd² ln u).
INLINE __m512 radius(__m512 u, float sd) {
  return _mm512_sqrt_ps(_mm512_max_ps(log2(u) * all(float(-2 * ln2) * sd * sd), all(0.f)));
}
INLINE __m512d radius(__m512d u, double sd) { return _mm512_sqrt_pd(_mm512_max_pd(log(u) * all(-2 * sd * sd), all(0.0))); }

/// Independent normals of mean 0, two vectors a call (Box and Muller 1958).
template <class Real> class Normals {
  using Vector = typename Lanes<Real>::Vector;
  Xoshiro<Real> radii, angles;

 public:
  explicit Normals(uint64_t seed, uint64_t block) : radii(mix(seed, 2 * block)), angles(mix(seed, 2 * block + 1)) {}
  static uint64_t mix(uint64_t seed, uint64_t stream) { return seed * 0xd1342543de82ef95 ^ (stream + 1) * 0xda942042e4dd58b5; }

  INLINE void pair(Real sd, Vector &first, Vector &second) {
    Vector x, y;
    const Vector r = radius(uniform(radii.next(), Real()), sd);
    pointOnCircle(angles.next(), x, y);
    first = r * x;
    second = r * y;
  }
  template <int vectors> INLINE void fill(Real sd, Vector (&z)[vectors]) {
    for (int k = 0; k < vectors; k += 2) pair(sd, z[k], z[k + 1]);
  }
  INLINE Bits bits() { return radii.next(); }
  INLINE Bits moreBits() { return angles.next(); }
};
