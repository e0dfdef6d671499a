/*
 * How far chance may go: the bounds of statistical tests, from theory and
 * independent of the program's own arithmetic. In floating point: nothing of
 * this is on the way to a draw.
 */
#ifndef HUDDLE_TESTS_CHANCE_H
#define HUDDLE_TESTS_CHANCE_H

#include <stdbool.h>
#include <stdint.h>

/* What a whole test program may fail by chance alone. */
#define CHANCE_MILLIONTH 1e-6

/* P(X = x) of the discrete Laplace distribution. */
double chance_laplace(int64_t x, double epsilon);

/* P(X >= x) of the same. */
double chance_laplace_from(int64_t x, double epsilon);

/* The value that a chi-square of so many degrees of freedom exceeds with a
 * probability of `chance`. */
double chance_chi_square_bound(int freedom, double chance);

/*
 * A count of k in n trials proves, but for an error of at most `chance`, that
 * the probability is at least (at most) the result. The Chernoff bound in its
 * Kullback-Leibler form: it holds for every n, not only in the limit.
 */
double chance_at_least(uint64_t k, uint64_t n, double chance);
double chance_at_most(uint64_t k, uint64_t n, double chance);

/* A count of draws by their value; what is further out goes to the ends. */
#define HISTOGRAM_REACH 400
struct histogram {
	uint64_t trials;
	uint64_t seen[2 * HISTOGRAM_REACH + 1];
};

void histogram_add(struct histogram *histogram, int64_t x);

/* How often x was seen. */
uint64_t histogram_at(const struct histogram *histogram, int64_t x);

/*
 * True if the histogram fits discrete Laplace noise by Pearson's chi-square,
 * where the truth is refused with a probability of `chance`. Prints what was
 * found and the bound under `name`.
 */
bool histogram_fits(const struct histogram *histogram, double epsilon,
    double chance, const char *name);

#endif
