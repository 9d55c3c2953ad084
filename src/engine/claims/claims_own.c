/* Claims with days of their own: they are opened one by one. */
#include "engine/claims/claims_room.h"
#include "plan/dates.h"

#include <string.h>

/* The day from which date, event and filing allow a claim; never beyond `end`. */
static int32_t entitled_day(const trial *t, const terms_today *today, size_t i)
{
    const claims *c = t->claims;
    const sol_terms *terms = claims_terms(t, i);
    int32_t day = today->due.day;
    if (terms->eligible_drawn && filing_eligible_day(c->room->filing, i) > day)
        day = filing_eligible_day(c->room->filing, i);
    const bool is_later = filing_may_be_later(c->room->filing, (size_t)c->terms[i]);
    return is_later && c->filed_day[i] > day ? c->filed_day[i] : day;
}

/* Who would file after `end` is neither refused nor declined: he has no claim. */
static unsigned flags_of(const trial *t, const terms_today *today, size_t i, unsigned consents)
{
    const claims *c = t->claims;
    if (c->filed_day[i] == SOL_NEVER_DAY)
        return CLAIM_NOT_DUE;
    if (today->lacks_event || today->excluding.day < c->own_entitled[i])
        consents |= CLAIM_NOT_DUE;
    return claims_is_late(t, i) ? consents | CLAIM_REFUSED : consents;
}

size_t claims_open_own(trial *t, const terms_today *today, size_t from, size_t to)
{
    claims *c = t->claims;
    struct claims_room *room = c->room;
    const uint32_t *approval = claims_words(&room->approval, t, room->has_approval);
    const uint32_t *accepts = claims_words(&room->accepts, t, room->has_accepts);
    const uint32_t *delay = pauses_words(room->answers, t);
    const int32_t start = t->plan->scenario->start.day, end = t->plan->scenario->end.day;
    const uint16_t *pay_of_day = room->pay_of_day, none = (uint16_t)t->plan->date_count;
    size_t unflagged = 0;
    for (size_t i = from; i < to; i++) {
        const int32_t entitled = c->own_entitled[i] = entitled_day(t, today, i);
        const int32_t ready = claims_is_late(t, i)            ? SOL_NEVER_DAY
                              : entitled > c->examined_day[i] ? entitled
                                                              : c->examined_day[i];
        const int32_t day = pause_over(&today->answers, end, ready, delay ? delay[i] : 0);
        const unsigned is_refused = approval && approval[i] >= today->approved;
        const unsigned is_declined = accepts && accepts[i] >= today->accepting;
        c->due[i] = pay_of_day[claims_place_of_day(start, end, entitled)];
        c->processed[i] = pay_of_day[claims_place_of_day(start, end, ready)];
        c->eligible_day[i] = day;
        c->eligible[i] = pay_of_day[claims_place_of_day(start, end, day)];
        c->flags[i] = (uint8_t)flags_of(t, today, i, is_refused * CLAIM_REFUSED | is_declined * CLAIM_DECLINED);
        room->coming[i] = c->flags[i] ? none : c->eligible[i];
        unflagged += c->flags[i] == 0;
    }
    return unflagged;
}

/* The day on which the office has a claim behind it: in a queue by its place, else once it is entitled and not excluded. */
static int32_t processed_day(const trial *t, size_t i, bool has_queue)
{
    const claims *c = t->claims;
    if (has_queue)
        return c->examined_day[i];
    if (claims_is_late(t, i) || c->flags[i] & CLAIM_NOT_DUE)
        return SOL_NEVER_DAY;
    return c->own_entitled[i] > c->examined_day[i] ? c->own_entitled[i] : c->examined_day[i];
}

void claims_count_processed(trial *t, uint64_t *processed_by)
{
    const bool has_queue = people_details_of(t->plan)->has_queue;
    const size_t dates = t->plan->date_count;
    memset(processed_by, 0, (dates + 1) * sizeof *processed_by);
    for (size_t i = 0; i < t->plan->people.count; i++) {
        const int32_t day = processed_day(t, i, has_queue);
        if (day <= t->plan->scenario->end.day)
            processed_by[dates_first_from(t->plan, (sol_date){day})]++;
    }
    for (size_t k = 1; k <= dates; k++)
        processed_by[k] += processed_by[k - 1];
}
