/*
 * What the page of buddies asks for, carried out on the store. Whatever comes
 * of it, everybody is read again: somebody else may have been faster.
 */
#include "app_buddy.h"
#include "app_ui_own.h"

static int
join(struct app *app, struct buddy_request *asked, bool *yes, struct err *err)
{
	return app_buddy_join(app, &asked->person, yes, err);
}

static int
leave(struct app *app, struct buddy_request *asked, bool *yes, struct err *err)
{
	return app_buddy_leave(app, asked->person.name, yes, err);
}

static int
ask(struct app *app, struct buddy_request *asked, bool *yes, struct err *err)
{
	return app_buddy_ask(app, asked->person.name, false, yes, err);
}

static int
stay(struct app *app, struct buddy_request *asked, bool *yes, struct err *err)
{
	return app_buddy_ask(app, asked->person.name, true, yes, err);
}

static int
connected(
    struct app *app, struct buddy_request *asked, bool *yes, struct err *err)
{
	return app_buddy_connected(app, asked->person.name, yes, err);
}

static int
propose(
    struct app *app, struct buddy_request *asked, bool *yes, struct err *err)
{
	(void)yes;
	return app_buddy_propose(
	    app, asked->weeks, asked->anew ? BUDDY_ANEW : BUDDY_NOW, err);
}

static int
swap(struct app *app, struct buddy_request *asked, bool *yes, struct err *err)
{
	(void)yes;
	return app_buddy_swap(app, asked->person.name, asked->other, err);
}

static int
lock(struct app *app, struct buddy_request *asked, bool *yes, struct err *err)
{
	(void)yes;
	return app_buddy_lock(app, asked->person.name, asked->locked, err);
}

static int
confirm(
    struct app *app, struct buddy_request *asked, bool *yes, struct err *err)
{
	(void)asked;
	(void)yes;
	return app_buddy_confirm(app, err);
}

static int
drop(struct app *app, struct buddy_request *asked, bool *yes, struct err *err)
{
	(void)asked;
	(void)yes;
	return app_buddy_drop(app, err);
}

static int (*const acts[BUDDY_ACTS])(
    struct app *, struct buddy_request *, bool *, struct err *) = {
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
	bool yes = false;
	struct err other;
	int result =
	    acts[effect->buddy->act](ui->app, effect->buddy, &yes, err);
	int read = app_facts_again(ui->facts, result < 0 ? &other : err);

	*text = yes ? "yes" : "";
	return result < 0 ? result : read;
}
