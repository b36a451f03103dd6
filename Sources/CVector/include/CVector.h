// Vectors of eight 64-bit lanes, one operation a function. Swift imports the types as SIMD8 and inlines
// each function as one vector operation; the standard library's own operators are loops over lanes.
// No function fuses a multiplication and an addition but wm_fma, which says so and has one result
// everywhere: results have the same bits on every processor.
#pragma once
#pragma STDC FP_CONTRACT OFF
#include <stdint.h>

typedef double wm_f64 __attribute__((ext_vector_type(8)));
typedef uint64_t wm_u64 __attribute__((ext_vector_type(8)));
typedef int64_t wm_i64 __attribute__((ext_vector_type(8)));

#define WM static inline __attribute__((always_inline))

WM wm_f64 wm_splat(double a) { return (wm_f64)a; }
WM wm_f64 wm_add(wm_f64 a, wm_f64 b) { return a + b; }
WM wm_f64 wm_sub(wm_f64 a, wm_f64 b) { return a - b; }
WM wm_f64 wm_mul(wm_f64 a, wm_f64 b) { return a * b; }
WM wm_f64 wm_div(wm_f64 a, wm_f64 b) { return a / b; }
WM wm_f64 wm_sqrt(wm_f64 a) { return __builtin_elementwise_sqrt(a); }
WM wm_f64 wm_abs(wm_f64 a) { return __builtin_elementwise_abs(a); }
WM double wm_sum(wm_f64 a) {
  return ((a[0] + a[4]) + (a[2] + a[6])) + ((a[1] + a[5]) + (a[3] + a[7]));
}

// a b + c, rounded once. Where the processor has no such instruction it is made of the others, slowly
// and to the same bit.
#if defined(__FMA__) || defined(__aarch64__)
WM wm_f64 wm_fma(wm_f64 a, wm_f64 b, wm_f64 c) { return __builtin_elementwise_fma(a, b, c); }
WM double wm_fma_one(double a, double b, double c) { return __builtin_fma(a, b, c); }
#else
// The product is taken as a sum of two numbers without loss (Veltkamp 1968, Dekker 1971), c is added
// to both without loss, and the two smallest parts are rounded to odd, so that the last addition
// rounds as if it were the only one.
//
// Source: Boldo and Melquiond, Emulation of FMA and correctly rounded sums: proved algorithms using
// rounding to odd, IEEE Transactions on Computers 57 (2008), figure 6.
//
// Everything is exact while |a|, |b| < 2^500, |c| < 2^1000 and 2^-500 <= |a b|; elsewhere, and where
// an operand is not finite, what is asked for has one result by IEEE 754, and the C library gives it.
#define WM_FMA_FACTOR 0x1p500
#define WM_FMA_ADDEND 0x1p1000
#define WM_FMA_PRODUCT 0x1p-500
#define WM_FMA_SPLITTER 0x1.0000002p27

// sum + rest = a + b without loss (Knuth 1969).
#define WM_TWO_SUM(type, a, b, sum, rest) \
  type sum = a + b, sum##_other = sum - a, rest = (a - (sum - sum##_other)) + (b - sum##_other)

WM double wm_fma_one(double a, double b, double c) {
  double product = a * b;
  // A product of nothing is exact.
  if (a == 0 || b == 0) return product + c;
  if (!(__builtin_fabs(a) < WM_FMA_FACTOR && __builtin_fabs(b) < WM_FMA_FACTOR &&
        __builtin_fabs(c) < WM_FMA_ADDEND && WM_FMA_PRODUCT <= __builtin_fabs(product)))
    return __builtin_fma(a, b, c);
  double wide_a = WM_FMA_SPLITTER * a, a1 = wide_a - (wide_a - a), a2 = a - a1;
  double wide_b = WM_FMA_SPLITTER * b, b1 = wide_b - (wide_b - b), b2 = b - b1;
  double lost = ((a1 * b1 - product) + a1 * b2 + a2 * b1) + a2 * b2;
  WM_TWO_SUM(double, c, lost, added, first_rest);
  WM_TWO_SUM(double, product, added, sum, second_rest);
  WM_TWO_SUM(double, first_rest, second_rest, odd, rest);
  uint64_t bits = __builtin_bit_cast(uint64_t, odd);
  if (rest != 0 && (bits & 1) == 0) bits += (rest < 0) == (odd < 0) ? 1 : -1ull;
  return sum + __builtin_bit_cast(double, bits);
}

WM wm_f64 wm_fma(wm_f64 a, wm_f64 b, wm_f64 c) {
  wm_f64 product = a * b;
  wm_f64 size_a = __builtin_elementwise_abs(a), size_b = __builtin_elementwise_abs(b);
  wm_i64 is_usual = (size_a < WM_FMA_FACTOR) & (size_b < WM_FMA_FACTOR) &
                    (__builtin_elementwise_abs(c) < WM_FMA_ADDEND) &
                    (__builtin_elementwise_abs(product) >= WM_FMA_PRODUCT);
  if (!__builtin_reduce_and(is_usual)) {
    wm_f64 each = product;
    for (int i = 0; i < 8; i++) each[i] = wm_fma_one(a[i], b[i], c[i]);
    return each;
  }
  wm_f64 wide_a = WM_FMA_SPLITTER * a, a1 = wide_a - (wide_a - a), a2 = a - a1;
  wm_f64 wide_b = WM_FMA_SPLITTER * b, b1 = wide_b - (wide_b - b), b2 = b - b1;
  wm_f64 lost = ((a1 * b1 - product) + a1 * b2 + a2 * b1) + a2 * b2;
  WM_TWO_SUM(wm_f64, c, lost, added, first_rest);
  WM_TWO_SUM(wm_f64, product, added, sum, second_rest);
  WM_TWO_SUM(wm_f64, first_rest, second_rest, odd, rest);
  wm_i64 bits = (wm_i64)odd;
  wm_i64 moved = ((rest < 0) == (odd < 0)) ? (wm_i64)1 : (wm_i64)-1;
  bits += (rest != 0) & ((bits & 1) == 0) & moved;
  return sum + (wm_f64)bits;
}
#endif

WM wm_f64 wm_load(const double *from) {
  wm_f64 a;
  __builtin_memcpy(&a, from, sizeof a);
  return a;
}
WM void wm_store(double *to, wm_f64 a) { __builtin_memcpy(to, &a, sizeof a); }

// A comparison gives −1 where it holds and 0 elsewhere.
WM wm_i64 wm_lt(wm_f64 a, wm_f64 b) { return a < b; }
WM wm_i64 wm_le(wm_f64 a, wm_f64 b) { return a <= b; }
WM wm_i64 wm_eq(wm_f64 a, wm_f64 b) { return a == b; }
WM wm_i64 wm_ne(wm_f64 a, wm_f64 b) { return a != b; }
WM wm_i64 wm_not(wm_i64 a) { return ~a; }
WM wm_i64 wm_both(wm_i64 a, wm_i64 b) { return a & b; }
WM wm_i64 wm_either(wm_i64 a, wm_i64 b) { return a | b; }
WM wm_f64 wm_choose(wm_i64 mask, wm_f64 a, wm_f64 b) { return mask ? a : b; }
// One bit a lane, the first lane lowest.
WM uint32_t wm_bits(wm_i64 mask) {
  typedef _Bool wm_bool __attribute__((ext_vector_type(8)));
  return __builtin_bit_cast(uint8_t, __builtin_convertvector(mask, wm_bool));
}

WM wm_u64 wm_usplat(uint64_t a) { return (wm_u64)a; }
WM wm_u64 wm_iota(void) { return (wm_u64){0, 1, 2, 3, 4, 5, 6, 7}; }
WM wm_u64 wm_uadd(wm_u64 a, wm_u64 b) { return a + b; }
WM wm_u64 wm_usub(wm_u64 a, wm_u64 b) { return a - b; }
WM wm_u64 wm_and(wm_u64 a, wm_u64 b) { return a & b; }
WM wm_u64 wm_or(wm_u64 a, wm_u64 b) { return a | b; }
WM wm_u64 wm_xor(wm_u64 a, wm_u64 b) { return a ^ b; }
WM wm_u64 wm_shl(wm_u64 a, uint64_t n) { return a << n; }
WM wm_u64 wm_shr(wm_u64 a, uint64_t n) { return a >> n; }
// The high half of each lane in its low half; what the high half holds then has no meaning.
WM wm_u64 wm_high(wm_u64 a) {
  typedef uint32_t wm_u32 __attribute__((ext_vector_type(16)));
  wm_u32 b = (wm_u32)a;
  return (wm_u64)__builtin_shufflevector(b, b, 1, 1, 3, 3, 5, 5, 7, 7, 9, 9, 11, 11, 13, 13, 15, 15);
}
// The product of the low halves of each lane.
WM wm_u64 wm_mul32(wm_u64 a, wm_u64 b) {
  return (a & 0xffffffffull) * (b & 0xffffffffull);
}

WM void wm_ustore(void *to, wm_u64 a) { __builtin_memcpy(to, &a, sizeof a); }

// The places of the set bits of a byte, a byte each, lowest first.
extern const uint64_t wm_set_bits[256];
WM uint64_t wm_places(uint32_t bits) { return wm_set_bits[bits & 0xff]; }

// 1 / (k + 1) for k from 0 to 63, without the time of a division.
extern const double wm_reciprocals[64];
WM double wm_reciprocal(uint64_t k) { return wm_reciprocals[k & 63]; }

WM wm_u64 wm_bitsof(wm_f64 a) { return (wm_u64)a; }
WM wm_f64 wm_ofbits(wm_u64 a) { return (wm_f64)a; }

// The lanes of two vectors in turn: a0 b0 a1 b1 … (low: the first four of each).
WM wm_f64 wm_interleave_low(wm_f64 a, wm_f64 b) {
  return __builtin_shufflevector(a, b, 0, 8, 1, 9, 2, 10, 3, 11);
}
WM wm_f64 wm_interleave_high(wm_f64 a, wm_f64 b) {
  return __builtin_shufflevector(a, b, 4, 12, 5, 13, 6, 14, 7, 15);
}

// Level 4: AVX-512 (F, BW, CD, DQ, VL); level 3: AVX2, BMI, FMA; level 1: what every x86-64 has.
int wm_instruction_level(void);

// Whether code for level 3 runs here, which has the fused instruction; so does every arm64.
#if defined(__aarch64__)
WM int wm_fuses(void) { return 1; }
#else
extern int wm_has_level_three;
WM int wm_fuses(void) { return wm_has_level_three; }
#endif
