/*
 * The bounds of statistical tests. See chance.h.
 */
#include "tests/unit/chance.h"

#include <math.h>

#include "tests/unit/unit.h"

/* Neighbouring values are put together until so many are expected. */
#define CELL_EXPECTED 50

double
chance_laplace(int64_t x, double epsilon)
{
	return tanh(epsilon / 2) * exp(-epsilon * fabs((double)x));
}

double
chance_laplace_from(int64_t x, double epsilon)
{
	if (x <= 0)
		return 1 - chance_laplace_from(1 - x, epsilon);
	return exp(-epsilon * (double)x) / (1 + exp(-epsilon));
}

/*
 * P(chi-square > x) is a finite sum: for even degrees of freedom a Poisson
 * distribution's, for odd ones the same at halves beside a normal tail
 * (Abramowitz and Stegun, 26.4.4 and 26.4.5).
 */
static double
chi_square_tail(double x, int freedom)
{
	double sum = freedom % 2 ? erfc(sqrt(x / 2)) : 0;

	for (double i = freedom % 2 ? 0.5 : 0; i < freedom / 2.0; i++)
		sum += exp(i * log(x / 2) - x / 2 - lgamma(i + 1));
	return sum;
}

double
chance_chi_square_bound(int freedom, double chance)
{
	double low = 1e-9, high = 1e5;

	for (int i = 0; i < 100; i++) {
		double middle = (low + high) / 2;

		if (chi_square_tail(middle, freedom) > chance)
			low = middle;
		else
			high = middle;
	}
	return high;
}

/* Kullback and Leibler's divergence of coins a and b. */
static double
divergence(double a, double b)
{
	double sum = 0;

	if (a > 0)
		sum += a * log(a / b);
	if (a < 1)
		sum += (1 - a) * log((1 - a) / (1 - b));
	return sum;
}

/* The probability between `far` and k/n that is just bearable. */
static double
bearable(uint64_t k, uint64_t n, double far, double chance)
{
	double share = (double)k / (double)n, near = share;

	if (share == far)
		return far;
	for (int i = 0; i < 100; i++) {
		double middle = (near + far) / 2;

		if (exp(-(double)n * divergence(share, middle)) > chance)
			near = middle;
		else
			far = middle;
	}
	return far;
}

double
chance_at_least(uint64_t k, uint64_t n, double chance)
{
	return bearable(k, n, 0, chance);
}

double
chance_at_most(uint64_t k, uint64_t n, double chance)
{
	return bearable(k, n, 1, chance);
}

void
histogram_add(struct histogram *histogram, int64_t x)
{
	if (x < -HISTOGRAM_REACH)
		x = -HISTOGRAM_REACH;
	if (x > HISTOGRAM_REACH)
		x = HISTOGRAM_REACH;
	histogram->seen[x + HISTOGRAM_REACH]++;
	histogram->trials++;
}

uint64_t
histogram_at(const struct histogram *histogram, int64_t x)
{
	return histogram->seen[x + HISTOGRAM_REACH];
}

/* What is expected at x; the ends hold all that lies beyond. */
static double
expected_at(int64_t x, double epsilon)
{
	if (x == HISTOGRAM_REACH || x == -HISTOGRAM_REACH)
		return chance_laplace_from(HISTOGRAM_REACH, epsilon);
	return chance_laplace(x, epsilon);
}

bool
histogram_fits(const struct histogram *histogram, double epsilon, double chance,
    const char *name)
{
	double sum = 0, expected = 0, left = (double)histogram->trials, bound;
	double seen = 0;
	int cells = 0;

	for (int x = -HISTOGRAM_REACH; x <= HISTOGRAM_REACH; x++) {
		double here =
		    expected_at(x, epsilon) * (double)histogram->trials;

		expected += here;
		left -= here;
		seen += (double)histogram_at(histogram, x);
		/* The last cell takes what would be too little alone. */
		if ((expected < CELL_EXPECTED || left < CELL_EXPECTED) &&
		    x < HISTOGRAM_REACH)
			continue;
		sum += (seen - expected) * (seen - expected) / expected;
		cells++;
		expected = seen = 0;
	}
	bound = chance_chi_square_bound(cells - 1, chance);
	print_message("%s: %llu draws at epsilon %.3f, chi-square %.1f in %d "
	              "cells, bound %.1f\n",
	    name, (unsigned long long)histogram->trials, epsilon, sum, cells,
	    bound);
	return sum <= bound;
}
