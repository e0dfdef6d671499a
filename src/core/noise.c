/*
 * The exact sampler, and how far its sums stray. See noise.h.
 */
#include "core/noise.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

#include "util/mem.h"

/* From here on a sum is a normal distribution's for all purposes, and the
 * exact one would take time that grows with the draws. */
#define DRAWS_EXACT 100

#define NORMAL_90 1.6448536269514722 /* 90% of a normal lie within */

static uint32_t
below(const struct random *random, uint32_t limit)
{
	return random->uniform(random->context, limit);
}

/* True with probability exp(-numerator / denominator), 0 <= it <= 1: the
 * first k for which a coin of probability it / k fails is odd. */
static bool
bernoulli_exp(
    const struct random *random, uint32_t numerator, uint32_t denominator)
{
	uint32_t k = 1;

	while (below(random, denominator * k) < numerator)
		k++;
	return k % 2 == 1;
}

/*
 * epsilon is s / t; a geometric number of whole units of t is made of coins
 * exp(-1), its rest below t by rejection with exp(-u / t), both together
 * divided by s. The sign is a coin; "minus zero" is thrown again.
 */
int64_t
noise_draw(const struct random *random, int epsilon_milli)
{
	const uint32_t s = (uint32_t)epsilon_milli, t = 1000;

	for (;;) {
		uint32_t u = below(random, t);
		int64_t units = 0, size;
		bool negative;

		if (!bernoulli_exp(random, u, t))
			continue;
		while (bernoulli_exp(random, 1, 1))
			units++;
		size = (units * t + u) / s;
		negative = below(random, 2) == 1;
		if (!negative || size != 0)
			return negative ? -size : size;
	}
}

/*
 * The difference of two negative binomials NB(draws, p), p = exp(-epsilon):
 * terms[k] = C(k + draws - 1, k) (1 - p)^draws p^k, computed in logarithms
 * as far as they matter.
 */
static double *
negative_binomial(int draws, double p, int *count)
{
	double deviation = sqrt(draws * p) / (1 - p);
	double *terms;

	*count = (int)(draws * p / (1 - p) + 12 * deviation + 30 / (1 - p));
	terms = mem_new((size_t)*count, sizeof(*terms));
	for (int k = 0; k < *count; k++)
		terms[k] = exp(lgamma(k + draws) - lgamma(k + 1) -
		               lgamma(draws) + draws * log1p(-p) + k * log(p));
	return terms;
}

static int
exact_half_width(int draws, double p)
{
	int count, t = -1;
	double *terms = negative_binomial(draws, p, &count);
	double within = 0;

	while (within < 0.9 && t < count - 1) {
		double both = 0;

		t++;
		for (int k = 0; k + t < count; k++)
			both += terms[k] * terms[k + t];
		within += t == 0 ? both : 2 * both;
	}
	free(terms);
	return t;
}

/* A draw's variance is 2p / (1 - p)^2; a whole number t stands for all that
 * is up to t + 0.5. */
int64_t
noise_give_or_take(int64_t draws, int epsilon_milli)
{
	double p = exp(-epsilon_milli / 1000.0);

	if (draws <= DRAWS_EXACT)
		return exact_half_width((int)draws, p);
	return (int64_t)ceil(
	    NORMAL_90 * sqrt(2 * p * (double)draws) / (1 - p) - 0.5);
}
