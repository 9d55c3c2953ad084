#include "report/check/check_register.h"
#include "report/document/figure.h"
#include "scenario/keys/keys.h"

#include <inttypes.h>
#include <math.h>

/* A row of the register, with what its terms say. */
typedef struct clean_row {
    sol_arena *arena;
    const register_table *r;
    const sol_claimant_row *row;
    const char *name; /* or NULL */
    const sol_terms *terms;
    const bool *said;
} clean_row;

typedef document_cell (*cell_writer)(const clean_row *c);

static document_cell date_or_none(bool is_given, sol_date date)
{
    return is_given ? cell_date(date) : (document_cell){0};
}

static document_cell write_id(const clean_row *c)
{
    return cell_text(c->row->id);
}

static document_cell write_name(const clean_row *c)
{
    return cell_text(c->name);
}

static document_cell write_group(const clean_row *c)
{
    return cell_text(c->r->scenario->group[c->row->group].name);
}

static document_cell write_sex(const clean_row *c)
{
    return cell_text(c->row->is_institution ? NULL : c->row->sex == SOL_MALE ? "male" : "female");
}

static document_cell write_born(const clean_row *c)
{
    if (c->row->birth_year)
        return cell_text(sol_arena_print(c->arena, "%d", c->row->birth_year));
    return cell_text(c->row->has_birth ? sol_arena_print(c->arena, "%s", figure_date(c->row->birth.day).text) : NULL);
}

static document_cell write_age(const clean_row *c)
{
    bool is_given = !c->row->is_institution && !c->row->has_birth && !c->row->birth_year;
    return is_given ? cell_value(c->row->age) : (document_cell){0};
}

static document_cell write_died(const clean_row *c)
{
    return date_or_none(!sol_date_is_never(c->row->died), c->row->died);
}

static document_cell write_mortality(const clean_row *c)
{
    const sol_mortality *m = &c->r->scenario->mortality[c->row->mortality];
    return c->row->mortality ? cell_text(sol_arena_print(c->arena, "%.12g", m->hazard->multiplier))
                             : (document_cell){0};
}

static document_cell write_claim(const clean_row *c)
{
    return cell_value(sol_money_to_double(c->row->claim));
}

static document_cell write_count(const clean_row *c)
{
    return c->row->is_cell ? cell_value(c->row->count) : (document_cell){0};
}

static document_cell write_kind(const clean_row *c)
{
    return cell_text(c->row->is_institution ? "institution" : NULL);
}

static document_cell write_requires(const clean_row *c)
{
    return cell_text(c->said[TERM_REQUIRES] ? c->r->events->name[c->terms->requires] : NULL);
}

static document_cell write_unless(const clean_row *c)
{
    return cell_text(c->said[TERM_UNLESS] ? c->r->events->name[c->terms->unless] : NULL);
}

static document_cell write_heirs(const clean_row *c)
{
    return cell_text(c->said[TERM_HEIRS] ? keys_word_for(word_heirs, (int)c->terms->heirs.rank) : NULL);
}

/* "12.5" of 12.5 %, to the last billionth. */
static void append_percent(text_buffer *out, int64_t billionths)
{
    text_print(out, "%" PRId64 ".%07" PRId64, billionths / 10000000, billionths % 10000000);
    while (out->data[out->length - 1] == '0')
        out->length--;
    out->length -= out->data[out->length - 1] == '.';
    text_append(out, "%");
}

static document_cell write_interest(const clean_row *c)
{
    text_buffer out = {.arena = c->arena};
    for (size_t i = 0; i < c->terms->interest_count; i++) {
        text_append(&out, i ? "; " : "");
        append_percent(&out, c->terms->interest[i].rate_billionths);
        text_print(&out, "/y from %s", figure_date(c->terms->interest[i].from.day).text);
    }
    return cell_text(out.length ? text_of(&out) : NULL);
}

static document_cell share_cell(const clean_row *c, term_field of, const sol_distribution *share)
{
    text_buffer out = {.arena = c->arena};
    if (c->said[of])
        append_percent(&out, llround(sol_distribution_mean(share) * 1e9));
    return cell_text(out.length ? text_of(&out) : NULL);
}

static document_cell write_accepts(const clean_row *c)
{
    return share_cell(c, TERM_ACCEPTS, &c->terms->accepts);
}

/* A value with its unit; NULL: it is a date. */
static const char *valued(sol_arena *arena, double value, const char *unit)
{
    return unit ? sol_arena_print(arena, "%s%s", figure_exact(value).text, unit)
                : sol_arena_print(arena, "%s", figure_date(value).text);
}

/* A distribution as a cell spells it, its values with their unit; of dates a spread is in days. */
static void spell(text_buffer *out, const sol_distribution *d, const char *unit)
{
    const int count = sol_distribution_table[d->kind].parameter_count;
    text_print(out, "%s ", sol_distribution_table[d->kind].name);
    for (size_t i = 0; i < d->choice_count; i++) {
        text_print(out, "%s%s: ", i ? "; " : "", valued(out->arena, d->choice[i].value, unit));
        append_percent(out, llround(d->choice[i].probability * 1e9));
    }
    for (int i = 0; i < count; i++) {
        const bool is_spread = d->kind == SOL_NORMAL && i == 1;
        const char *own = sol_distribution_is_bare(d->kind, i) ? "" : is_spread && !unit ? "d" : unit;
        text_append(out, i ? "; " : "");
        if (d->uncertain && d->uncertain->parameter == i) {
            text_append(out, "{");
            spell(out, &d->uncertain->value, own);
            text_append(out, "}");
        } else {
            text_append(out, valued(out->arena, d->parameter[i], own));
        }
    }
}

static document_cell span_cell(const clean_row *c, term_field of, sol_span span)
{
    return cell_text(!c->said[of]       ? NULL
                     : span.months == 0 ? sol_arena_print(c->arena, "%dd", span.days)
                     : span.days == 0   ? sol_arena_print(c->arena, "%dmo", span.months)
                                        : sol_arena_print(c->arena, "%dmo %dd", span.months, span.days));
}

static document_cell pause_cell(const clean_row *c, term_field of, const sol_when *after)
{
    text_buffer out = {.arena = c->arena};
    if (after->is_calendar || !c->said[of])
        return span_cell(c, of, after->span);
    spell(&out, &after->delay, "d");
    return cell_text(text_of(&out));
}

/* A day, a span from start on, or what a cell spells of either. */
static document_cell day_cell(const clean_row *c, term_field of, const sol_when *day)
{
    text_buffer out = {.arena = c->arena};
    if (day->is_after)
        return pause_cell(c, of, day);
    if (sol_distribution_is_constant(&day->date))
        return cell_text(valued(c->arena, sol_distribution_day_at(&day->date, 0.5), NULL));
    spell(&out, &day->date, NULL);
    return cell_text(text_of(&out));
}

static document_cell write_filed(const clean_row *c)
{
    return c->said[TERM_FILED] ? day_cell(c, TERM_FILED, c->terms->filed) : cell_text(NULL);
}

static document_cell write_eligible(const clean_row *c)
{
    const sol_when on_a_day = {.date = sol_distribution_constant(c->terms->eligible.day, c->terms->eligible.day)};
    const sol_when *drawn = c->terms->eligible_drawn;
    return c->said[TERM_ELIGIBLE] ? day_cell(c, TERM_ELIGIBLE, drawn ? drawn : &on_a_day) : cell_text(NULL);
}

static document_cell write_after(const clean_row *c)
{
    return pause_cell(c, TERM_AFTER, &c->terms->accepts_after);
}

static document_cell write_declined(const clean_row *c)
{
    return cell_text(c->said[TERM_DECLINED] ? keys_word_for(word_declined, (int)c->terms->declined) : NULL);
}

static document_cell write_taken(const clean_row *c)
{
    return share_cell(c, TERM_TAKEN, &c->terms->taken);
}

static document_cell write_taken_after(const clean_row *c)
{
    return pause_cell(c, TERM_TAKEN_AFTER, &c->terms->taken_after);
}

static document_cell write_inherit(const clean_row *c)
{
    return share_cell(c, TERM_INHERIT, &c->terms->heirs.inherit);
}

static document_cell write_heirs_after(const clean_row *c)
{
    return pause_cell(c, TERM_HEIRS_AFTER, &c->terms->heirs.after);
}

static document_cell write_else(const clean_row *c)
{
    return cell_text(c->said[TERM_HEIRS_ELSE] ? keys_word_for(word_else, c->terms->heirs.is_kept) : NULL);
}

static document_cell write_paid(const clean_row *c)
{
    text_buffer out = {.arena = c->arena};
    int digits = c->r->scenario->currency[0].minor_digits;
    for (size_t i = 0; i < c->terms->earlier_count; i++) {
        const sol_earlier_payment *p = &c->terms->earlier[i];
        double major = sol_money_to_double(p->amount) / pow(10.0, digits);
        text_print(&out, "%s%s on %s", i ? "; " : "", figure_exact(major).text, figure_date(p->date.day).text);
    }
    return cell_text(out.length ? text_of(&out) : NULL);
}

/* In the order in which they are written; those that no row fills are left out, unless they always are there. */
enum { COLUMNS = 26 };
static const struct {
    document_column column;
    cell_writer write;
    bool is_always;
} clean_columns[COLUMNS] = {
    {{.key = "id", .title = "id", .unit = UNIT_TEXT}, write_id, true},
    {{.key = "name", .title = "name", .unit = UNIT_TEXT}, write_name, false},
    {{.key = "group", .title = "group", .unit = UNIT_TEXT}, write_group, true},
    {{.key = "sex", .title = "sex", .unit = UNIT_TEXT}, write_sex, false},
    {{.key = "born", .title = "born", .unit = UNIT_TEXT}, write_born, false},
    {{.key = "age", .title = "age", .unit = UNIT_NUMBER}, write_age, false},
    {{.key = "died", .title = "died", .unit = UNIT_DATE}, write_died, false},
    {{.key = "mortality_multiplier", .title = "mortality_multiplier", .unit = UNIT_TEXT}, write_mortality, false},
    {{.key = "claim", .title = "claim", .unit = UNIT_MONEY, .is_exact = true}, write_claim, true},
    {{.key = "count", .title = "count", .unit = UNIT_NUMBER}, write_count, false},
    {{.key = "kind", .title = "kind", .unit = UNIT_TEXT}, write_kind, false},
    {{.key = "filed", .title = "filed", .unit = UNIT_TEXT}, write_filed, false},
    {{.key = "eligible", .title = "eligible", .unit = UNIT_TEXT}, write_eligible, false},
    {{.key = "requires", .title = "requires", .unit = UNIT_TEXT}, write_requires, false},
    {{.key = "unless", .title = "unless", .unit = UNIT_TEXT}, write_unless, false},
    {{.key = "heirs", .title = "heirs", .unit = UNIT_TEXT}, write_heirs, false},
    {{.key = "heirs_inherit", .title = "heirs_inherit", .unit = UNIT_TEXT}, write_inherit, false},
    {{.key = "heirs_after", .title = "heirs_after", .unit = UNIT_TEXT}, write_heirs_after, false},
    {{.key = "heirs_else", .title = "heirs_else", .unit = UNIT_TEXT}, write_else, false},
    {{.key = "interest", .title = "interest", .unit = UNIT_TEXT}, write_interest, false},
    {{.key = "accepts", .title = "accepts", .unit = UNIT_TEXT}, write_accepts, false},
    {{.key = "accepts_after", .title = "accepts_after", .unit = UNIT_TEXT}, write_after, false},
    {{.key = "accepts_declined", .title = "accepts_declined", .unit = UNIT_TEXT}, write_declined, false},
    {{.key = "accepts_taken", .title = "accepts_taken", .unit = UNIT_TEXT}, write_taken, false},
    {{.key = "accepts_taken_after", .title = "accepts_taken_after", .unit = UNIT_TEXT}, write_taken_after, false},
    {{.key = "paid", .title = "paid", .unit = UNIT_TEXT}, write_paid, false},
};

static clean_row row_at(sol_arena *arena, const register_table *r, size_t i)
{
    const sol_scenario *s = r->scenario;
    const sol_claimant_row *row = &s->row[i];
    return (clean_row){
        .arena = arena,
        .r = r,
        .row = row,
        .name = s->row_name ? s->row_name[i] : NULL,
        .terms = &s->row_terms[row->terms],
        .said = (const bool *)r->notes.said.rows + (size_t)row->terms * TERM_FIELDS,
    };
}

/* The columns that some row fills. */
static size_t choose_columns(sol_arena *arena, const register_table *r, size_t which[COLUMNS])
{
    size_t count = 0;
    for (size_t k = 0; k < COLUMNS; k++) {
        bool is_filled = clean_columns[k].is_always;
        for (size_t i = 0; i < r->scenario->row_count && !is_filled; i++) {
            clean_row row = row_at(arena, r, i);
            is_filled = clean_columns[k].write(&row).is_filled;
        }
        if (is_filled)
            which[count++] = k;
    }
    return count;
}

document *check_register_clean(sol_arena *arena, const register_table *r)
{
    const sol_currency *own = &r->scenario->currency[0];
    document *doc = document_new(arena, own->code[0] ? own->code : NULL, own->minor_digits);
    size_t which[COLUMNS], count = choose_columns(arena, r, which);
    document_column *column = SOL_TAKE(arena, count, document_column);
    for (size_t k = 0; k < count; k++)
        column[k] = clean_columns[which[k]].column;
    document_table *table = document_add_table(doc, "register", NULL, count, column);
    for (size_t i = 0; i < r->scenario->row_count; i++) {
        clean_row row = row_at(arena, r, i);
        document_cell *cell = document_add_row(table);
        for (size_t k = 0; k < count; k++)
            cell[k] = clean_columns[which[k]].write(&row);
    }
    return doc;
}
