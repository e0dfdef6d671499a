/*
 * Shares, medians and what the blur explains. See runchart.h.
 */
#include "core/runchart.h"

#include <stdlib.h>

#include "core/noise.h"

int
runchart_share(int64_t counted, int64_t answered)
{
	if (counted <= 0 || answered <= 0)
		return 0;
	if (counted >= answered)
		return 1000;
	return (int)((2000 * counted + answered) / (2 * answered));
}

static int
compare_shares(const void *a, const void *b)
{
	return *(const int *)a - *(const int *)b;
}

int
runchart_median(int *shares, int count)
{
	qsort(shares, (size_t)count, sizeof(*shares), compare_shares);
	return (shares[(count - 1) / 2] + shares[count / 2] + 1) / 2;
}

static void
add_up(struct runchart_sum *total, const struct runchart_sum *sums, int count)
{
	*total = (struct runchart_sum){0};
	for (int i = 0; i < count; i++) {
		total->rounds += sums[i].rounds;
		total->answered += sums[i].answered;
		total->counted += sums[i].counted;
	}
}

/* Shares are compared as they are, not as they are shown. */
enum runchart_change
runchart_compare(const struct runchart_sum *sums, int count, int epsilon_milli,
    struct runchart_sum *before, struct runchart_sum *after)
{
	double first, second, blur;

	add_up(before, sums, count / 2);
	add_up(after, sums + count / 2, count - count / 2);
	if (count < RUNCHART_PERIODS || before->answered <= 0 ||
	    after->answered <= 0)
		return RUNCHART_FEW;
	first = (double)before->counted / (double)before->answered;
	second = (double)after->counted / (double)after->answered;
	blur = (double)noise_give_or_take(before->rounds, epsilon_milli) /
	           (double)before->answered +
	       (double)noise_give_or_take(after->rounds, epsilon_milli) /
	           (double)after->answered;
	if (second - first > blur)
		return RUNCHART_HIGHER;
	return first - second > blur ? RUNCHART_LOWER : RUNCHART_SAME;
}
