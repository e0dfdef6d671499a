/*
 * What the page of buddies asks for, carried out on the store. Whatever comes
 * of it, everybody is read again: somebody else may have been faster.
 */
#include "app_buddy.h"
#include "app_ui_own.h"

static int
join(struct app *app, struct buddy_request *asked, int *came, struct err *err)
{
	bool known;
	int result = app_buddy_join(app, &asked->person, &known, err);

	*came = known;
	return result;
}

static int
leave(struct app *app, struct buddy_request *asked, int *came, struct err *err)
{
	enum buddy_came proposal;
	int result = app_buddy_leave(app, asked->person.name, &proposal, err);

	*came = (int)proposal;
	return result;
}

static int
ask(struct app *app, struct buddy_request *asked, int *came, struct err *err)
{
	bool proposed;
	int result =
	    app_buddy_ask(app, asked->person.name, false, &proposed, err);

	*came = proposed;
	return result;
}

static int
stay(struct app *app, struct buddy_request *asked, int *came, struct err *err)
{
	bool proposed;
	int result =
	    app_buddy_ask(app, asked->person.name, true, &proposed, err);

	*came = proposed;
	return result;
}

static int
connected(
    struct app *app, struct buddy_request *asked, int *came, struct err *err)
{
	bool counted;
	int result =
	    app_buddy_connected(app, asked->person.name, &counted, err);

	*came = counted;
	return result;
}

static int
propose(
    struct app *app, struct buddy_request *asked, int *came, struct err *err)
{
	(void)came;
	return app_buddy_propose(
	    app, asked->weeks, asked->anew ? BUDDY_ANEW : BUDDY_NOW, err);
}

static int
swap(struct app *app, struct buddy_request *asked, int *came, struct err *err)
{
	(void)came;
	return app_buddy_swap(
	    app, asked->person.name, asked->other, asked->shown, err);
}

static int
lock(struct app *app, struct buddy_request *asked, int *came, struct err *err)
{
	(void)came;
	return app_buddy_lock(
	    app, asked->person.name, asked->locked, asked->shown, err);
}

static int
confirm(
    struct app *app, struct buddy_request *asked, int *came, struct err *err)
{
	(void)came;
	return app_buddy_confirm(app, asked->shown, err);
}

static int
drop(struct app *app, struct buddy_request *asked, int *came, struct err *err)
{
	(void)came;
	return app_buddy_drop(app, asked->shown, err);
}

static int (*const acts[BUDDY_ACTS])(
    struct app *, struct buddy_request *, int *, struct err *) = {
    [BUDDY_ACT_JOIN] = join,
    [BUDDY_ACT_LEAVE] = leave,
    [BUDDY_ACT_AGAIN] = ask,
    [BUDDY_ACT_CONNECTED] = connected,
    [BUDDY_ACT_PROPOSE] = propose,
    [BUDDY_ACT_SWAP] = swap,
    [BUDDY_ACT_LOCK] = lock,
    [BUDDY_ACT_CONFIRM] = confirm,
    [BUDDY_ACT_DROP] = drop,
    [BUDDY_ACT_STAY] = stay,
};

int
app_ui_buddy(struct app_ui *ui, const struct effect *effect, const char **text,
    struct err *err)
{
	/* By enum buddy_came, of which the others have two. */
	static const char *const said[] = {"", "yes", "changed", "dropped"};
	int came = 0;
	struct err other;
	int result =
	    acts[effect->buddy->act](ui->app, effect->buddy, &came, err);
	int read = app_facts_again(ui->facts, result < 0 ? &other : err);

	*text = said[came];
	return result < 0 ? result : read;
}
