/*
 * The noise that is drawn once: discrete Laplace, by an exact sampler on
 * integers. P(X = x) is proportional to exp(-epsilon * |x|).
 *
 * C. Canonne, G. Kamath, T. Steinke: The Discrete Gaussian for Differential
 * Privacy, NeurIPS 2020, algorithms 1 and 2. No floating point on the way to
 * a draw (I. Mironov: On Significance of the Least Significant Bits for
 * Differential Privacy, CCS 2012).
 */
#ifndef HUDDLE_CORE_NOISE_H
#define HUDDLE_CORE_NOISE_H

#include <stdint.h>

#include "util/random.h"

#define EPSILON_MILLI_MIN 100
#define EPSILON_MILLI_MAX 2000

/* One draw; epsilon_milli is epsilon times 1000, within the bounds above. */
int64_t noise_draw(const struct random *random, int epsilon_milli);

/*
 * The half-width of the central interval that holds the sum of `draws`
 * independent draws with a probability of at least 0.9: the least t with
 * P(|sum| <= t) >= 0.9. A sum of draws is the difference of two negative
 * binomials: summed exactly up to 100 draws, beyond that by the normal
 * approximation, which is never less and at most 1 more. For display only.
 */
int64_t noise_give_or_take(int64_t draws, int epsilon_milli);

#endif
