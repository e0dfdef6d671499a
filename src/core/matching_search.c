/*
 * A greatest matching by growing trees from all free vertices at once, one
 * event after the other. See matching_search.h.
 *
 * Stages and events follow Edmonds in Galil's organisation: while the dual
 * variables change, the first thing to happen is that a tree grows, that two
 * trees meet (the matching grows by a pair, and a new stage begins), that a
 * tree meets itself (a blossom), that a blossom is used up, or that free
 * vertices are worth nothing any more: then it is over. To find the next event
 * in O(count), each vertex remembers its nearest outer vertex and each outer
 * node its nearest outer nodes: O(count^2) a stage, O(count^3) in all.
 */
#include "core/matching_search.h"

#include <assert.h>
#include <stdlib.h>

#include "core/matching.h"
#include "util/mem.h"

bool
matching_joined(const struct matching_search *s, int a, int b)
{
	return a != b && s->weights[a * s->count + b] != MATCHING_NEVER;
}

int64_t
matching_slack(const struct matching_search *s, int a, int b)
{
	return s->dual[a] + s->dual[b] -
	       2 * (s->weights[a * s->count + b] + s->lift);
}

static bool
is_top(const struct matching_search *s, int node)
{
	return (node < s->count || s->blossoms[node - s->count].count > 0) &&
	       s->parent[node] < 0;
}

static struct matching_edge *
closest_of(const struct matching_search *s, int a, int b)
{
	return &s->closest[a * s->nodes + b];
}

static int64_t
edge_slack(const struct matching_search *s, struct matching_edge edge)
{
	return matching_slack(s, edge.from, edge.to);
}

struct matching_edge
matching_up(const struct matching_search *s, int node)
{
	if (s->labels[node] == LABEL_INNER)
		return (struct matching_edge){
		    s->entry[node].to, s->entry[node].from};
	return (struct matching_edge){s->base[node], s->mate[s->base[node]]};
}

/* --- What outer vertices see ---------------------------------------------- */

void
matching_forget(struct matching_search *s, int node)
{
	static const struct matching_edge none = {-1, -1};

	s->best[node] = -1;
	for (int other = 0; other < s->nodes; other++)
		*closest_of(s, node, other) = *closest_of(s, other, node) =
		    none;
}

static void
offer_to(
    struct matching_search *s, int node, int other, struct matching_edge edge)
{
	struct matching_edge *closest = closest_of(s, node, other);

	if (closest->from >= 0 &&
	    edge_slack(s, *closest) <= edge_slack(s, edge))
		return;
	*closest = edge;
	if (s->best[node] < 0 ||
	    edge_slack(s, *closest_of(s, node, s->best[node])) >
	        edge_slack(s, edge))
		s->best[node] = other;
}

void
matching_offer(struct matching_search *s, struct matching_edge edge)
{
	if (edge.from < 0)
		return;
	offer_to(s, s->top[edge.from], s->top[edge.to], edge);
	offer_to(s, s->top[edge.to], s->top[edge.from],
	    (struct matching_edge){edge.to, edge.from});
}

void
matching_look_from(struct matching_search *s, int u)
{
	for (int v = 0; v < s->count; v++) {
		if (s->top[u] == s->top[v] || !matching_joined(s, u, v))
			continue;
		if (s->labels[s->top[v]] == LABEL_OUTER)
			matching_offer(s, (struct matching_edge){u, v});
		else if (s->near[v] < 0 || matching_slack(s, u, v) <
		                               matching_slack(s, s->near[v], v))
			s->near[v] = u;
	}
}

void
matching_make_outer(struct matching_search *s, int node)
{
	s->labels[node] = LABEL_OUTER;
	matching_forget(s, node);
	for (int v = 0; v < s->count; v++) {
		if (s->top[v] == node)
			matching_look_from(s, v);
	}
}

/* --- Events --------------------------------------------------------------- */

enum event_kind { EVENT_OVER, EVENT_GROW, EVENT_MEET, EVENT_EXPAND };

struct event {
	enum event_kind kind;
	int where;     /* a vertex for GROW, else a node */
	int64_t after; /* by how much the duals change until then */
};

/* Only what is strictly sooner: of events at the same time the first one found
 * stays, so that the same weights always give the same matching. */
static void
earlier(struct event *event, enum event_kind kind, int where, int64_t after)
{
	if (after < event->after)
		*event = (struct event){kind, where, after};
}

/* All free vertices have the same dual, and `free_vertex` is one. */
static struct event
next_event(const struct matching_search *s, int free_vertex)
{
	struct event event = {EVENT_OVER, -1, s->dual[free_vertex]};

	for (int v = 0; v < s->count; v++) {
		if (s->labels[s->top[v]] == LABEL_NONE && s->near[v] >= 0)
			earlier(&event, EVENT_GROW, v,
			    matching_slack(s, s->near[v], v));
	}
	for (int node = 0; node < s->nodes; node++) {
		if (!is_top(s, node))
			continue;
		/* Both ends come nearer; the slack of outer pairs is even. */
		if (s->labels[node] == LABEL_OUTER && s->best[node] >= 0)
			earlier(&event, EVENT_MEET, node,
			    edge_slack(s, *closest_of(s, node, s->best[node])) /
			        2);
		else if (s->labels[node] == LABEL_INNER && node >= s->count)
			earlier(&event, EVENT_EXPAND, node, s->dual[node]);
	}
	return event;
}

/* Edges within a tree stay tight: one end goes up by as much as the other goes
 * down. */
static void
change_duals(struct matching_search *s, int64_t by)
{
	static const int sign[] = {
	    [LABEL_NONE] = 0, [LABEL_OUTER] = -1, [LABEL_INNER] = 1};

	for (int v = 0; v < s->count; v++)
		s->dual[v] += sign[s->labels[s->top[v]]] * by;
	for (int node = s->count; node < s->nodes; node++) {
		if (is_top(s, node))
			s->dual[node] -= sign[s->labels[node]] * by;
	}
}

static void
grow(struct matching_search *s, int vertex)
{
	int inner = s->top[vertex];

	s->labels[inner] = LABEL_INNER;
	s->entry[inner] = (struct matching_edge){s->near[vertex], vertex};
	matching_make_outer(s, s->top[s->mate[s->base[inner]]]);
}

/* The first node on the ways of both ends to their roots; -1: two trees. */
static int
common_node(struct matching_search *s, struct matching_edge edge)
{
	int common = -1;

	for (int v = edge.from; v >= 0; v = matching_up(s, s->top[v]).to)
		s->seen[s->top[v]] = true;
	for (int v = edge.to; v >= 0; v = matching_up(s, s->top[v]).to) {
		if (common < 0 && s->seen[s->top[v]])
			common = s->top[v];
	}
	for (int v = edge.from; v >= 0; v = matching_up(s, s->top[v]).to)
		s->seen[s->top[v]] = false;
	return common;
}

/* Mates `vertex` to `other`, and those on the way to the root anew. */
static void
flip_way(struct matching_search *s, int vertex, int other)
{
	for (;;) {
		int outer = s->top[vertex], left = s->mate[s->base[outer]];
		struct matching_edge entry;

		matching_rebase(s, outer, vertex);
		s->mate[vertex] = other;
		if (left < 0)
			return;
		entry = s->entry[s->top[left]];
		matching_rebase(s, s->top[left], entry.to);
		s->mate[entry.to] = entry.from;
		vertex = entry.from;
		other = entry.to;
	}
}

/* True if the two were of different trees, and the matching has grown. */
static bool
meet(struct matching_search *s, int node)
{
	struct matching_edge edge = *closest_of(s, node, s->best[node]);
	int common = common_node(s, edge);

	if (common >= 0) {
		matching_shrink(s, edge, common);
		return false;
	}
	flip_way(s, edge.from, edge.to);
	flip_way(s, edge.to, edge.from);
	return true;
}

/* Makes every free node the root of a tree; a free vertex, -1 if none. Duals
 * and blossoms stay from stage to stage: they are still right, and beginning
 * anew would cost `count` times as much. */
static int
plant(struct matching_search *s)
{
	int found = -1;

	for (int node = 0; node < s->nodes; node++)
		s->labels[node] = LABEL_NONE;
	for (int v = 0; v < s->count; v++)
		s->near[v] = -1;
	for (int v = 0; v < s->count; v++) {
		if (s->mate[v] >= 0)
			continue;
		found = v;
		matching_make_outer(s, s->top[v]);
	}
	return found;
}

/* One pair more; false if that is not to be had. */
static bool
stage(struct matching_search *s)
{
	int free_vertex = plant(s);

	while (free_vertex >= 0) {
		struct event event = next_event(s, free_vertex);

		assert(event.after >= 0);
		change_duals(s, event.after);
		switch (event.kind) {
		case EVENT_OVER:
			return false;
		case EVENT_GROW:
			grow(s, event.where);
			break;
		case EVENT_MEET:
			if (meet(s, event.where))
				return true;
			break;
		case EVENT_EXPAND:
			matching_expand(s, event.where);
			break;
		}
	}
	return false;
}

/* --- Beginning and end ---------------------------------------------------- */

/* Where all vertices begin: no edge has a slack below 0 then. */
static int64_t
greatest(const struct matching_search *s)
{
	int64_t most = 0;

	for (int a = 0; a < s->count; a++) {
		for (int b = 0; b < a; b++) {
			int64_t weight = s->weights[a * s->count + b];

			if (matching_joined(s, a, b) && weight + s->lift > most)
				most = weight + s->lift;
		}
	}
	return most;
}

static void
allocate(struct matching_search *s)
{
	size_t vertices = (size_t)s->count, nodes = (size_t)s->nodes;

	s->dual = mem_new(nodes, sizeof(*s->dual));
	s->parent = mem_new(nodes, sizeof(*s->parent));
	s->base = mem_new(nodes, sizeof(*s->base));
	s->labels = mem_new(nodes, sizeof(*s->labels));
	s->entry = mem_new(nodes, sizeof(*s->entry));
	s->blossoms = mem_new(nodes - vertices + 1, sizeof(*s->blossoms));
	s->mate = mem_new(vertices, sizeof(*s->mate));
	s->top = mem_new(vertices, sizeof(*s->top));
	s->near = mem_new(vertices, sizeof(*s->near));
	s->closest = mem_new(nodes * nodes, sizeof(*s->closest));
	s->best = mem_new(nodes, sizeof(*s->best));
	s->seen = mem_new(nodes, sizeof(*s->seen));
}

struct matching_search *
matching_search_new(const int64_t *weights, int count)
{
	struct matching_search *s = mem_new(1, sizeof(*s));
	int64_t most;

	assert(count <= MATCHING_MAX);
	s->count = count;
	/* Blossoms are disjoint or inside each other, and have at least three
	 * children: fewer than half as many as vertices. */
	s->nodes = count + count / 2;
	s->weights = weights;
	/* A matching of k + 1 pairs is worth at least (k + 1)(lift - w), one
	 * of k at most k(lift + w): less, since 2k + 1 is below count. */
	s->lift = count * MATCHING_WEIGHT;
	allocate(s);
	most = greatest(s);
	for (int node = 0; node < s->nodes; node++)
		s->parent[node] = s->best[node] = -1;
	for (int v = 0; v < count; v++) {
		s->dual[v] = most;
		s->base[v] = s->top[v] = v;
		s->mate[v] = -1;
	}
	while (stage(s))
		continue;
	return s;
}

void
matching_search_free(struct matching_search *s)
{
	for (int i = 0; i < s->nodes - s->count; i++) {
		free(s->blossoms[i].children);
		free(s->blossoms[i].links);
	}
	free(s->dual);
	free(s->parent);
	free(s->base);
	free(s->labels);
	free(s->entry);
	free(s->blossoms);
	free(s->mate);
	free(s->top);
	free(s->near);
	free(s->closest);
	free(s->best);
	free(s->seen);
	free(s);
}
