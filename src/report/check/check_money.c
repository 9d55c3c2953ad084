#include "base/text.h"
#include "plan/correlation.h"
#include "plan/money.h"
#include "plan/pledges.h"
#include "report/check/check_report.h"
#include "report/document/figure.h"
#include "report/document/words.h"

static void add_countries(document *doc, const sol_plan *plan)
{
    static const document_column columns[] = {
        {.key = "country", .title = "firms of", .unit = UNIT_TEXT},
        {.key = "firms", .title = "firms", .unit = UNIT_COUNT},
        {.key = "promised", .title = "if all\njoined", .unit = UNIT_MONEY},
        {.key = "expected_firms", .title = "likely\nto join", .unit = UNIT_COUNT},
        {.key = "expected", .title = "likely\nmoney", .unit = UNIT_MONEY},
    };
    size_t count;
    const pledges_row *rows = pledges_by_country(doc->arena, plan, &count);
    if (count == 0)
        return;
    document_table *table = document_add_table(doc, "countries", "Firms' pledges", 5, columns);
    double firms = 0.0, promised = 0.0, heads = 0.0, expected = 0.0;
    bool is_conditional = false;
    for (size_t i = 0; i < count; i++) {
        document_cell *row = document_add_row(table);
        row[0] = cell_text(plan->scenario->country[rows[i].country].name);
        row[1] = cell_value((double)rows[i].firms);
        row[2] = cell_value(sol_money_to_double(rows[i].promised));
        row[3] = cell_value(rows[i].expected_heads);
        row[4] = cell_value(sol_money_to_double(rows[i].expected));
        firms += row[1].value;
        promised += row[2].value;
        heads += row[3].value;
        expected += row[4].value;
        is_conditional |= rows[i].is_conditional;
    }
    document_cell *total = document_add_row(table);
    total[0] = cell_text("all");
    total[1] = cell_value(firms);
    total[2] = cell_value(promised);
    total[3] = cell_value(heads);
    total[4] = cell_value(expected);
    table->total_rows = 1;
    table->note = is_conditional ? "Likely: by the base rates alone, as if no event came and nobody waited for others."
                                 : "Likely: means, by the rates of joining.";
}

static void add_correlations(document *doc, const sol_plan *plan)
{
    static const document_column columns[] = {
        {.key = "between", .title = "two firms of", .unit = UNIT_TEXT},
        {.key = "latent", .title = "inclinations\ncorrelate by", .unit = UNIT_NUMBER},
        {.key = "joining", .title = "joining\ncorrelates by", .unit = UNIT_NUMBER},
    };
    size_t count;
    const correlation_row *rows = correlation_list(doc->arena, plan->scenario, &count);
    if (count == 0)
        return;
    document_table *table = document_add_table(doc, "correlations", "Joining together", 3, columns);
    for (size_t i = 0; i < count; i++) {
        const char *first = plan->scenario->country[rows[i].country].name;
        const char *second = plan->scenario->country[rows[i].other].name;
        document_cell *row = document_add_row(table);
        row[0] = cell_text(rows[i].country == rows[i].other ? first
                                                            : sol_arena_print(doc->arena, "%s and %s", first, second));
        row[1] = cell_value(rows[i].latent);
        row[2] = cell_value(rows[i].joining);
    }
}

/* All amounts of a series that is written out, whole. */
static double sum_of_dated(const sol_plan *plan, const sol_other_source *source)
{
    double sum = 0;
    for (size_t i = 0; i < source->dated_count; i++)
        sum += sol_money_to_double(money_at_start(&plan->money, source->dated[i].currency, source->dated[i].amount));
    return sum;
}

/* Mean of one payment of a source, in minor units of the scenario's currency. */
static double mean_amount(const sol_plan *plan, const sol_other_source *source)
{
    if (source->dated_count > 0)
        return sum_of_dated(plan, source);
    const sol_amount *amount = &source->amount;
    if (sol_distribution_is_constant(&amount->value) && sol_distribution_is_constant(&source->haircut)) {
        sol_money drawn = money_drawn(amount, NULL, plan->money.claimed, 0.5);
        return sol_money_to_double(
            money_at_start(&plan->money, amount->currency, money_after_haircut(source, drawn, 0.5)));
    }
    double mean = sol_distribution_mean(&amount->value);
    if (amount->kind == SOL_AMOUNT_OF_CLAIMS)
        return mean * sol_money_to_double(plan->money.claimed);
    mean *= money_details_of(&plan->money)->unit_near[amount->currency];
    if (source->kind == SOL_ENFORCEMENT)
        mean *= 1.0 - sol_distribution_mean(&source->haircut);
    return mean;
}

static const char *cap_words(sol_arena *arena, const sol_scenario *s, const sol_other_source *source)
{
    if (!source->has_cap)
        return "";
    const sol_currency *currency = &s->currency[source->cap_currency];
    return sol_arena_print(arena, ", up to %s %s",
                           figure_money(sol_money_to_double(source->cap), currency->minor_digits).text, currency->code);
}

static const char *match_words(sol_arena *arena, const sol_scenario *s, const sol_other_source *source)
{
    const char *country = s->country[source->match_country].name;
    const char *ratio =
        sol_arena_print(arena, "%s of what %s pays", words_share(arena, source->match_billionths), country);
    return sol_arena_print(arena, "%s%s", ratio, cap_words(arena, s, source));
}

/* "what firms of KR lack of it on 2026-01-01, up to 40m KRW; later payments go back" */
static const char *guarantee_words(sol_arena *arena, const sol_scenario *s, const sol_other_source *source)
{
    return sol_arena_print(arena, "what firms of %s have not paid of it, %s%s%s",
                           s->country[source->match_country].name,
                           words_when(arena, s, &source->date, source->requires), cap_words(arena, s, source),
                           source->refunds ? "; what they pay later goes back" : "");
}

/* "of it 5% from 1996-12-10, 0% from 2014-10-01" */
static const char *share_words(sol_arena *arena, const sol_other_source *source)
{
    text_buffer text = {.arena = arena};
    text_append(&text, "");
    for (size_t k = 0; k < source->share_count; k++)
        text_print(&text, "%s%s from %s", k > 0 ? ", " : "; of it ", words_share(arena, source->share[k].billionths),
                   figure_date(source->share[k].from.day).text);
    return text_of(&text);
}

/* "12 amounts, 1996-12-10 to 2002-03-01", after what they require. */
static const char *dated_words(sol_arena *arena, const sol_scenario *s, const sol_other_source *source)
{
    const char *after =
        source->requires == SOL_NONE ? "" : sol_arena_print(arena, ", not before %s", s->event[source->requires].name);
    return sol_arena_print(arena, "%s, %s to %s%s", figure_count(source->dated_count, "amount").text,
                           figure_date(source->dated[0].date.day).text,
                           figure_date(source->dated[source->dated_count - 1].date.day).text, after);
}

static const char *how_often(sol_arena *arena, const sol_scenario *s, const sol_other_source *source)
{
    if (source->kind == SOL_MATCH)
        return match_words(arena, s, source);
    if (source->kind == SOL_GUARANTEE)
        return guarantee_words(arena, s, source);
    if (source->dated_count > 0)
        return sol_arena_print(arena, "%s%s", dated_words(arena, s, source), share_words(arena, source));
    const char *when = words_when(arena, s, &source->date, source->requires);
    const char *more = source->every_months == 0
                           ? ""
                           : sol_arena_print(arena, ", then %s until %s", words_every(arena, source->every_months),
                                             figure_date(source->until.day).text);
    return sol_arena_print(arena, "%s%s%s", when, more, share_words(arena, source));
}

static const char *for_whom(sol_arena *arena, const sol_scenario *s, const sol_other_source *source)
{
    if (source->earmark.group_count == 0)
        return "all";
    const sol_who who = {.age_from = -1, .group_count = source->earmark.group_count, .group = source->earmark.group};
    const char *words = words_who(arena, s, &who) + sizeof "everyone in " - 1;
    return source->is_direct ? sol_arena_print(arena, "%s (paid directly)", words) : words;
}

static void add_sources(document *doc, const sol_plan *plan)
{
    static const document_column columns[] = {
        {.key = "name", .title = "source", .unit = UNIT_TEXT},
        {.key = "kind", .title = "kind", .unit = UNIT_TEXT, .rank = 1},
        {.key = "amount", .title = "amount", .unit = UNIT_MONEY},
        {.key = "probability", .title = "chance", .unit = UNIT_SHARE},
        {.key = "date", .title = "when", .unit = UNIT_TEXT},
        {.key = "for", .title = "for", .unit = UNIT_TEXT},
    };
    const sol_scenario *s = plan->scenario;
    if (s->source_count == 0)
        return;
    document_table *table = document_add_table(doc, "sources", "Other sources", 6, columns);
    for (size_t i = 0; i < s->source_count; i++) {
        const sol_other_source *source = &s->source[i];
        document_cell *row = document_add_row(table);
        row[0] = cell_text(source->name);
        row[1] = cell_text(sol_source_kind_name(source->kind));
        if (source->kind != SOL_MATCH) {
            row[2] = cell_value(mean_amount(plan, source));
            row[3] = cell_value(sol_distribution_mean(&source->probability));
        }
        row[4] = cell_text(how_often(doc->arena, s, source));
        row[5] = cell_text(for_whom(doc->arena, s, source));
    }
}

static const char *words_return(sol_arena *arena, const sol_fund *fund)
{
    const sol_distribution *d = fund->uncertain_return;
    if (!d)
        return sol_arena_print(arena, "%s", figure_share(fund->return_per_year, 1).text);
    return sol_arena_print(arena, "%s to %s (5 to 95%%, drawn once a trial)",
                           figure_share(sol_distribution_at(d, 0.05), 1).text,
                           figure_share(sol_distribution_at(d, 0.95), 1).text);
}

void check_report_money(document *doc, const sol_plan *plan)
{
    document_heading(doc, 2, sol_arena_print(doc->arena, "Money (%s)", doc->currency));
    add_countries(doc, plan);
    add_correlations(doc, plan);
    add_sources(doc, plan);
    const sol_fund *fund = &plan->scenario->fund;
    const sol_scenario *s = plan->scenario;
    const char *on_payments = fund->costs.share_of_payments_billionths == 0
                                  ? ""
                                  : sol_arena_print(doc->arena, ", %s of what it pays out",
                                                    words_share(doc->arena, fund->costs.share_of_payments_billionths));
    document_say(doc, TONE_PLAIN,
                 "The fund opens with %s and earns %s a year; it keeps %s in reserve. It costs %s a year, %s of what "
                 "comes in%s and %s a claim.",
                 words_money(doc->arena, s, fund->opening), words_return(doc->arena, fund),
                 words_money(doc->arena, s, fund->reserve), words_money(doc->arena, s, fund->costs.yearly),
                 words_share(doc->arena, fund->costs.share_billionths), on_payments,
                 words_money(doc->arena, s, fund->costs.per_claim));
}

void check_report_events(document *doc, const sol_plan *plan)
{
    static const document_column columns[] = {
        {.key = "event", .title = "event", .unit = UNIT_TEXT},
        {.key = "probability", .title = "chance", .unit = UNIT_SHARE},
        {.key = "date", .title = "when (5–95%)", .unit = UNIT_TEXT},
        {.key = "requires", .title = "requires", .unit = UNIT_TEXT, .rank = 1},
        {.key = "unless", .title = "unless", .unit = UNIT_TEXT, .rank = 2},
    };
    const sol_scenario *s = plan->scenario;
    if (s->event_count == 0)
        return;
    document_heading(doc, 2, "Events");
    document_table *table = document_add_table(doc, "events", NULL, 5, columns);
    for (size_t i = 0; i < s->event_count; i++) {
        const sol_event *e = &s->event[i];
        document_cell *row = document_add_row(table);
        row[0] = cell_text(e->name);
        row[1] = cell_value(sol_distribution_mean(&e->probability));
        row[2] = cell_text(words_when(doc->arena, s, &e->date, e->requires));
        row[3] = cell_text(e->requires == SOL_NONE ? NULL : s->event[e->requires].name);
        row[4] = cell_text(e->unless == SOL_NONE ? NULL : s->event[e->unless].name);
    }
    table->note = "A chance is given what the event requires.";
}
