// The peer of P1 in C: Halley's method from the parabola of the flows' moments, four projects a vector of AVX2, products and sums
// rounded apart as in JavaScript. Each project is a payment and then receipts, which it does not check. Prints the rate of the
// first, and nanoseconds a project.
#include <immintrin.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#define PROJECTS 5000
#define PERIODS 120
#define TURNS 600

typedef double lanes __attribute__((vector_size(32)));

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec * 1e9 + t.tv_nsec;
}

/* Four projects side by side: period after period, four flows. */
static void transpose(const double *flows, lanes *out) {
  for (int i = 0; i < PERIODS; i += 4) {
    const double *at = flows + i;
    __m256d a = _mm256_loadu_pd(at), b = _mm256_loadu_pd(at + PERIODS);
    __m256d c = _mm256_loadu_pd(at + 2 * PERIODS), d = _mm256_loadu_pd(at + 3 * PERIODS);
    __m256d even = _mm256_unpacklo_pd(a, b), odd = _mm256_unpackhi_pd(a, b);
    __m256d even2 = _mm256_unpacklo_pd(c, d), odd2 = _mm256_unpackhi_pd(c, d);
    out[i] = (lanes)_mm256_permute2f128_pd(even, even2, 0x20);
    out[i + 1] = (lanes)_mm256_permute2f128_pd(odd, odd2, 0x20);
    out[i + 2] = (lanes)_mm256_permute2f128_pd(even, even2, 0x31);
    out[i + 3] = (lanes)_mm256_permute2f128_pd(odd, odd2, 0x31);
  }
}

static lanes start(const lanes *flows) {
  lanes sum = {0}, sums = {0}, sums2 = {0};
  for (int i = 1; i < PERIODS; i++) {
    sums2 += sums;
    sums += sum;
    sum += flows[i];
  }
  lanes mean = sums / sum, bend = 2 * sums2 / sum + mean - mean * mean, z;
  for (int k = 0; k < 4; k++) {
    double surplus = log(-sum[k] / flows[0][k]), slope = PERIODS - 1 - mean[k];
    double root = sqrt(fmax(slope * slope - 2 * bend[k] * surplus, slope * slope * 0.25));
    z[k] = exp(-2 * surplus / (slope + root));
  }
  return z;
}

static lanes solved(const lanes *flows) {
  lanes z = start(flows);
  for (int round = 0; round < 12; round++) {
    lanes y = z * z, even = {0}, even1 = {0}, even2 = {0}, odd = {0}, odd1 = {0}, odd2 = {0};
    for (int i = PERIODS - 1; i > 0; i -= 2) {
      odd2 = odd2 * y + odd1;
      odd1 = odd1 * y + odd;
      odd = odd * y + flows[i];
      even2 = even2 * y + even1;
      even1 = even1 * y + even;
      even = even * y + flows[i - 1];
    }
    lanes value = even + z * odd, first = 2 * z * even1 + odd + 2 * y * odd1;
    lanes second = even1 + 4 * y * even2 + z * (3 * odd1 + 4 * y * odd2);
    lanes move = value * first / (first * first - value * second);
    z -= move;
    int open = 0;
    for (int k = 0; k < 4; k++) open |= fabs(value[k]) > 1.2e-7 * fabs(z[k] * first[k]);
    if (!open) break;
  }
  return (1 - z) / z;
}

int main(void) {
  double *flows = malloc(sizeof(double) * PROJECTS * PERIODS), *rates = malloc(sizeof(double) * PROJECTS);
  lanes *block = aligned_alloc(32, sizeof(lanes) * PERIODS);
  if (fread(flows, sizeof(double), PROJECTS * PERIODS, stdin) != PROJECTS * PERIODS) return 1;
  double best = INFINITY;
  for (int turn = 0; turn < TURNS; turn++) {
    double before = now();
    for (int i = 0; i < PROJECTS; i += 4) {
      transpose(flows + (long)i * PERIODS, block);
      lanes found = solved(block);
      for (int k = 0; k < 4; k++) rates[i + k] = found[k];
    }
    best = fmin(best, now() - before);
  }
  printf("%.17g %.3f\n", rates[0], best / PROJECTS);
}
