/*
 * Blossoms: odd cycles that the search of matching_search.c treats as one
 * node. See matching_search.h.
 */
#include "core/matching_search.h"

#include <stdlib.h>

#include "util/mem.h"

static struct matching_blossom *
blossom_of(const struct matching_search *s, int node)
{
	return &s->blossoms[node - s->count];
}

/* Where in the arrays the child stands that is `place` steps after the one
 * with the base. */
static int
index_at(const struct matching_blossom *blossom, int place)
{
	return (blossom->first + place) % blossom->count;
}

static int
child_at(const struct matching_blossom *blossom, int place)
{
	return blossom->children[index_at(blossom, place)];
}

/* The edge from the child at `place` to the next. */
static struct matching_edge
link_at(const struct matching_blossom *blossom, int place)
{
	return blossom->links[index_at(blossom, place)];
}

static struct matching_edge
turned(struct matching_edge edge)
{
	return (struct matching_edge){edge.to, edge.from};
}

/* The child of a blossom that a vertex of it lies in. */
static int
child_around(const struct matching_search *s, int node, int vertex)
{
	int child = vertex;

	while (s->parent[child] != node)
		child = s->parent[child];
	return child;
}

static int
place_of(const struct matching_blossom *blossom, int child)
{
	int place = 0;

	while (child_at(blossom, place) != child)
		place++;
	return place;
}

/* The child that holds the new base leaves its mate beside it, and so on up
 * to the child that held the old one: the way round that is even. */
void
matching_rebase(struct matching_search *s, int node, int vertex)
{
	struct matching_blossom *blossom;
	int child, place, from, to;

	s->base[node] = vertex;
	if (node < s->count)
		return;
	blossom = blossom_of(s, node);
	child = child_around(s, node, vertex);
	place = place_of(blossom, child);
	matching_rebase(s, child, vertex);
	from = place % 2 ? place + 1 : 0;
	to = place % 2 ? blossom->count : place;
	for (; from < to; from += 2) {
		struct matching_edge link = link_at(blossom, from);

		matching_rebase(s, child_at(blossom, from), link.from);
		matching_rebase(s, child_at(blossom, from + 1), link.to);
		s->mate[link.from] = link.to;
		s->mate[link.to] = link.from;
	}
	blossom->first = index_at(blossom, place);
}

/* --- Shrinking ------------------------------------------------------------ */

/* Steps from a node up to another one. */
static int
steps_to(const struct matching_search *s, int node, int above)
{
	int steps = 0;

	for (; node != above; steps++)
		node = s->top[matching_up(s, node).to];
	return steps;
}

static int
unused(const struct matching_search *s)
{
	int node = s->count;

	while (blossom_of(s, node)->count > 0)
		node++;
	return node;
}

/* Fills the cycle: from `common` down to where the edge begins, over the
 * edge, and up again. */
static void
lay_cycle(struct matching_search *s, struct matching_blossom *blossom,
    struct matching_edge edge, int common)
{
	int left = s->top[edge.from], right = s->top[edge.to];
	int down = steps_to(s, left, common);

	blossom->count = down + 1 + steps_to(s, right, common);
	blossom->first = 0;
	blossom->children =
	    mem_new((size_t)blossom->count, sizeof(*blossom->children));
	blossom->links =
	    mem_new((size_t)blossom->count, sizeof(*blossom->links));
	blossom->children[0] = common;
	blossom->links[down] = edge;
	for (int i = down; i > 0; i--) {
		struct matching_edge up = matching_up(s, left);

		blossom->children[i] = left;
		blossom->links[i - 1] = turned(up);
		left = s->top[up.to];
	}
	for (int i = down + 1; i < blossom->count; i++) {
		struct matching_edge up = matching_up(s, right);

		blossom->children[i] = right;
		blossom->links[i] = up;
		right = s->top[up.to];
	}
}

/* The new node takes over what its outer children knew of edges to other
 * outer nodes. */
static void
inherit(struct matching_search *s, int node)
{
	const struct matching_blossom *blossom = blossom_of(s, node);

	matching_forget(s, node);
	for (int i = 0; i < blossom->count; i++) {
		int child = blossom->children[i];

		for (int other = 0; other < s->nodes; other++) {
			if (s->labels[child] == LABEL_OUTER &&
			    s->labels[other] == LABEL_OUTER &&
			    s->parent[other] < 0 && other != node)
				matching_offer(
				    s, s->closest[child * s->nodes + other]);
		}
	}
	for (int other = 0; other < s->nodes; other++) {
		if (s->labels[other] == LABEL_OUTER && s->parent[other] < 0 &&
		    s->best[other] >= 0 && s->parent[s->best[other]] == node)
			s->best[other] = node;
	}
}

void
matching_shrink(
    struct matching_search *s, struct matching_edge edge, int common)
{
	int node = unused(s);
	struct matching_blossom *blossom = blossom_of(s, node);

	lay_cycle(s, blossom, edge, common);
	for (int i = 0; i < blossom->count; i++)
		s->parent[blossom->children[i]] = node;
	for (int v = 0; v < s->count; v++) {
		if (s->parent[s->top[v]] == node)
			s->top[v] = node;
	}
	s->base[node] = s->base[common];
	s->dual[node] = 0;
	s->labels[node] = LABEL_OUTER;
	inherit(s, node);
	for (int v = 0; v < s->count; v++) {
		if (s->top[v] == node &&
		    s->labels[child_around(s, node, v)] == LABEL_INNER)
			matching_look_from(s, v);
	}
}

/* --- Expanding ------------------------------------------------------------ */

/*
 * The children on the even way from where the blossom was entered to its base
 * stay in the tree, inner and outer by turns; the others are out of it.
 */
static void
relabel(struct matching_search *s, const struct matching_blossom *blossom,
    struct matching_edge entry, int place)
{
	int step = place % 2 ? 1 : -1;

	for (;;) {
		int inner = child_at(blossom, place), outer;

		s->labels[inner] = LABEL_INNER;
		s->entry[inner] = entry;
		if (place % blossom->count == 0)
			return;
		place += step;
		outer = child_at(blossom, place);
		matching_make_outer(s, outer);
		entry = step > 0 ? link_at(blossom, place)
		                 : turned(link_at(blossom, place - 1));
		place += step;
	}
}

void
matching_expand(struct matching_search *s, int node)
{
	struct matching_blossom *slot = blossom_of(s, node), blossom = *slot;
	struct matching_edge entry = s->entry[node];
	int entered = child_around(s, node, entry.to);

	for (int v = 0; v < s->count; v++) {
		if (s->top[v] == node)
			s->top[v] = child_around(s, node, v);
	}
	*slot = (struct matching_blossom){0};
	s->labels[node] = LABEL_NONE;
	for (int i = 0; i < blossom.count; i++) {
		s->parent[blossom.children[i]] = -1;
		s->labels[blossom.children[i]] = LABEL_NONE;
	}
	relabel(s, &blossom, entry, place_of(&blossom, entered));
	free(blossom.children);
	free(blossom.links);
}
