/*
 * The search behind matching.h, with all it knows when it is over: tests prove
 * by its dual variables that nothing better exists. matching_search.c runs it,
 * matching_blossom.c knows what a blossom is. Words as in Galil's survey: an
 * outer node (S) is reached from a free vertex by an even number of edges, an
 * inner one (T) by an odd number.
 */
#ifndef HUDDLE_CORE_MATCHING_SEARCH_H
#define HUDDLE_CORE_MATCHING_SEARCH_H

#include <stdbool.h>
#include <stdint.h>

enum matching_label { LABEL_NONE, LABEL_OUTER, LABEL_INNER };

struct matching_edge {
	int from, to; /* vertices; -1: no edge */
};

/*
 * An odd cycle of nodes, each a vertex or a blossom again. Child `first` holds
 * the base; from there they are mated by twos. links[i] goes from children[i]
 * to the next.
 */
struct matching_blossom {
	int count; /* 0: this one is not in use */
	int first;
	int *children;
	struct matching_edge *links;
};

/*
 * Nodes are the vertices 0 to count - 1 and after them the blossoms. Edges are
 * worth their weight and `lift`, which makes one pair more worth more than
 * all weights together.
 */
struct matching_search {
	int count; /* vertices */
	int nodes; /* vertices and blossoms, used or not */
	const int64_t *weights;
	int64_t lift;

	/* By node. dual is twice the dual variable of a vertex, and the dual
	 * variable of a blossom: so all stay whole numbers. */
	int64_t *dual;
	int *parent; /* the blossom around it, -1: none */
	int *base;   /* the vertex by which it is mated to others */
	enum matching_label *labels; /* of those with no parent */
	struct matching_edge *entry; /* by which an inner one was reached */
	struct matching_blossom *blossoms; /* blossoms[node - count] */

	/* By vertex. */
	int *mate; /* -1: free */
	int *top;  /* the outermost node around it */
	int *near; /* an outer vertex of least slack, for one not outer */

	/* For outer nodes a and b: closest[a * nodes + b] is the edge of
	 * least slack between them, best[a] the b with the least of all. */
	struct matching_edge *closest;
	int *best;
	bool *seen; /* scratch, by node */
};

/* A greatest matching of these weights (see matching_pairs), which must
 * outlive it; for matching_search_free. */
struct matching_search *matching_search_new(const int64_t *weights, int count);
void matching_search_free(struct matching_search *search);

/* True if the two may be together at all. */
bool matching_joined(const struct matching_search *search, int a, int b);

/* Twice what the duals of two vertices exceed the edge by, leaving out the
 * blossoms around both. */
int64_t matching_slack(const struct matching_search *search, int a, int b);

/* What of matching_search.c the blossoms need: the edge from a labelled node
 * towards its root (to is -1 at the root); that a vertex, or all of a node,
 * has become outer; that an edge joins two outer nodes. */
struct matching_edge matching_up(const struct matching_search *s, int node);
void matching_look_from(struct matching_search *s, int vertex);
void matching_make_outer(struct matching_search *s, int node);
void matching_offer(struct matching_search *s, struct matching_edge edge);
/* Forgets what was known of edges from and to a node. */
void matching_forget(struct matching_search *s, int node);

/* --- matching_blossom.c --------------------------------------------------- */

/* Mates the vertices inside a node anew, so that its base is `vertex`. */
void matching_rebase(struct matching_search *s, int node, int vertex);

/* Makes one outer node of the cycle that an edge between two outer nodes
 * closes, `common` being the first node on both their ways to the root. */
void matching_shrink(
    struct matching_search *s, struct matching_edge edge, int common);

/* Takes an inner blossom apart whose dual variable is 0. */
void matching_expand(struct matching_search *s, int node);

#endif
