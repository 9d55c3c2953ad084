/* The terms of rows are kept once, found by the text of the fields that say them. */
#include "scenario/registers/csv_terms.h"

#include "base/text.h"
#include "scenario/keys/sections.h"
#include "scenario/reader/terms.h"
#include "scenario/registers/csv_claimants.h"
#include "scenario/tables/csv_mapped.h"

#include <stdio.h>
#include <string.h>

enum { TERM_KEY_MAX = 1024 };

/* An event of the scenario; of a register alone, whatever it names. */
static bool read_event(const csv_context *context, const csv_field *field, int *index, sol_quantity_fault *fault)
{
    bool is_new;
    if (!context->r->is_alone)
        return csv_name(field, &context->r->events, "event", index, fault);
    *index = names_add_bytes(&context->r->events, field->text, field->length, &is_new);
    return true;
}

static bool read_probability(const csv_field *field, sol_distribution *probability, sol_quantity_fault *fault)
{
    int64_t share;
    if (!sol_quantity_share(field->text, field->length, &share, fault))
        return false;
    *probability = sol_distribution_constant((double)share / 1e9, 0);
    return true;
}

/* A span (where `is_pause` alone), a day, or a distribution of either as a cell spells it; errors are added. */
static bool read_when(const csv_context *context, const csv_field *field, bool is_pause, sol_when *when)
{
    reader *r = context->r;
    r->content.pauses++; /* rows are hashed as a whole */
    const sol_node *cell = csv_mapped_node(r, context->csv->source, field);
    const bool is_read = value_when(r, value_spelled(r, cell), is_pause, true, when);
    r->content.pauses--;
    return is_read;
}

static bool read_day(const csv_context *context, size_t which, const csv_field *field, sol_terms *terms)
{
    sol_when *when = SOL_TAKE(context->r->arena, 1, sol_when);
    if (!read_when(context, field, false, when))
        return false;
    if (which == TERM_FILED)
        terms->filed = when;
    else
        terms_set_eligible(context->r, terms, when);
    return true;
}

static bool is_day(size_t which)
{
    return which == TERM_FILED || which == TERM_ELIGIBLE;
}

/* The pause that a field says, and whether it is none; NULL: it says another term. */
static sol_when *pause_of(sol_terms *terms, size_t which, bool **is_at_once)
{
    switch (which) {
    case TERM_AFTER:
        *is_at_once = &terms->accepts_at_once;
        return &terms->accepts_after;
    case TERM_TAKEN_AFTER:
        *is_at_once = &terms->taken_at_once;
        return &terms->taken_after;
    case TERM_HEIRS_AFTER:
        *is_at_once = &terms->heirs.at_once;
        return &terms->heirs.after;
    default:
        return NULL;
    }
}

/* The terms that a group in `groups` has are not a row's: a row says its own, else the defaults hold. */
static bool read_term(const csv_context *context, size_t which, const csv_field *field, sol_terms *terms,
                      sol_quantity_fault *fault)
{
    const reader *r = context->r;
    int word;
    switch (which) {
    case TERM_REQUIRES:
        return read_event(context, field, &terms->requires, fault);
    case TERM_UNLESS:
        return read_event(context, field, &terms->unless, fault);
    case TERM_HEIRS:
        if (!csv_word(field, word_heirs, &word, fault))
            return false;
        terms->heirs = terms_inheritance((sol_heirs)word);
        return true;
    case TERM_INHERIT:
        return read_probability(field, &terms->heirs.inherit, fault);
    case TERM_HEIRS_ELSE:
        if (!csv_word(field, word_else, &word, fault))
            return false;
        terms->heirs.is_kept = word == 1;
        return true;
    case TERM_INTEREST:
        return terms_interest_text(r, field->text, field->length, terms, fault);
    case TERM_ACCEPTS:
        return read_probability(field, &terms->accepts, fault);
    case TERM_DECLINED:
        if (!csv_word(field, word_declined, &word, fault))
            return false;
        terms->declined = (sol_declined)word;
        return true;
    case TERM_TAKEN:
        return read_probability(field, &terms->taken, fault);
    default:
        return terms_earlier_text(r, field->text, field->length, terms, fault);
    }
}

/* A term with its errors told. */
static bool take_term(const csv_context *context, size_t which, const csv_field *field, sol_terms *terms)
{
    sol_quantity_fault fault;
    bool *is_at_once;
    sol_when *after = pause_of(terms, which, &is_at_once);
    if (after) {
        const bool is_read = read_when(context, field, true, after);
        *is_at_once = terms_is_at_once(after);
        return is_read;
    }
    if (is_day(which))
        return read_day(context, which, field, terms);
    if (read_term(context, which, field, terms, &fault))
        return true;
    csv_refuse(context->r, context->csv, field, &fault);
    return false;
}

/* Of a claim that lapses with its claimant nothing can be said of heirs; gives whether a row does. */
static bool refuse_heirs(const csv_context *context)
{
    sol_quantity_fault fault;
    const csv_field *field = NULL;
    for (size_t i = TERM_INHERIT; i <= TERM_HEIRS_ELSE && !field; i++)
        field = context->said[i];
    if (!field)
        return false;
    csv_fault(&fault, field, "write `inherit` or `after-living` in the column `heirs`",
              "the claim lapses with its claimant: there are no heirs to come forward");
    csv_refuse(context->r, context->csv, field, &fault);
    return true;
}

static bool make_terms(csv_context *context, int group)
{
    sol_terms terms = terms_default(context->r, &context->heirs);
    bool is_read = true;
    terms.group = group;
    for (size_t i = 0; i < TERM_FIELDS; i++)
        if (context->said[i])
            is_read = take_term(context, i, context->said[i], &terms) && is_read;
    is_read &= terms.heirs.rank != SOL_HEIRS_LAPSE || !refuse_heirs(context);
    *(sol_terms *)rows_add(&context->terms_rows) = terms;
    bool *said = context->notes ? rows_add(&context->notes->said) : NULL;
    for (size_t i = 0; said && i < TERM_FIELDS; i++)
        said[i] = context->said[i] != NULL;
    return is_read;
}

/* Whether some day or pause of the row may be drawn, which no digit begins: what is uncertain about it is settled for its group. */
static bool has_drawn(const csv_context *context)
{
    sol_terms none;
    bool *is_at_once, has = context->heirs.after.delay.uncertain != NULL;
    for (size_t i = 0; i < TERM_FIELDS; i++) {
        const csv_field *field = context->said[i];
        if (field && field->length && (is_day(i) || pause_of(&none, i, &is_at_once)))
            has |= !(field->text[0] >= '0' && field->text[0] <= '9');
    }
    return has;
}

/* Fields in a row are seldom new, so that they are mostly found and not read. */
int csv_terms_find(csv_context *context, int group)
{
    char key[TERM_KEY_MAX];
    size_t length = has_drawn(context) ? (size_t)snprintf(key, sizeof key, "%d\x1f", group) : 0;
    for (size_t i = 0; i < TERM_FIELDS; i++) {
        const csv_field *field = context->said[i];
        size_t more = field ? field->length : 0;
        if (length + more + 1 > sizeof key) {
            sol_quantity_fault fault;
            csv_fault(&fault, field, NULL, "more than %d bytes of terms in a row", TERM_KEY_MAX);
            csv_refuse(context->r, context->csv, field, &fault);
            return -1;
        }
        if (more)
            memcpy(key + length, field->text, more);
        length += more;
        key[length++] = '\x1f';
    }
    bool is_new;
    int index = names_add_bytes(&context->terms, key, length, &is_new);
    if (is_new && !make_terms(context, group))
        return -1;
    return index;
}
