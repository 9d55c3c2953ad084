/* Claimants: groups, and the file of rows. */
#include "scenario/document/document.h"
#include "scenario/keys/forms.h"
#include "scenario/keys/sections.h"
#include "scenario/reader/lists.h"
#include "scenario/reader/terms.h"
#include "scenario/registers/csv_claimants.h"
#include "scenario/text/rows.h"

#include <stddef.h>
#include <stdio.h>
#include <string.h>

SECTION_READER(group_sex)
{
    sol_group *group = target;
    int sex;
    if (value->kind == NODE_MAPPING)
        reader_table(r, row->table, value, group);
    else if (value_word(r, value, row->words, &sex))
        group->male_billionths = sex == SOL_MALE ? SOL_BILLION : 0;
}

/* The largest of the amounts that a distribution is written with. */
static int64_t largest_written(const sol_distribution *d)
{
    static const int amounts[SOL_DISTRIBUTION_KINDS] = {
        [SOL_UNIFORM] = 2, [SOL_TRIANGULAR] = 3, [SOL_NORMAL] = 1, [SOL_LOGNORMAL] = 1, [SOL_EXPONENTIAL] = 1};
    int64_t most = d->kind == SOL_CONSTANT ? d->exact : 0;
    for (int i = 0; i < amounts[d->kind]; i++)
        most = (int64_t)d->parameter[i] > most ? (int64_t)d->parameter[i] : most;
    for (size_t i = 0; i < d->choice_count; i++)
        most = d->choice[i].exact > most ? d->choice[i].exact : most;
    return most;
}

/* A claim is kept in the scenario's currency, and cut off where an amount of it ends. */
SECTION_READER(group_claim)
{
    sol_group *group = target;
    sol_quantity_fault fault;
    sol_money converted;
    (void)row;
    if (!value_amounts(r, value, &group->claim))
        return;
    int currency = group->claim.currency;
    sol_distribution *claim = &group->claim.value;
    if (!reader_convert(r, (sol_quantity_money){largest_written(claim), currency}, &converted, &fault))
        problem_add(r->diagnostics, P_BAD_AMOUNT, node_place(value), fault.hint, "%s", fault.message);
    double most =
        (double)SOL_MONEY_INPUT_MAX / sol_decimal_to_double(sol_currency_unit(r->scenario->currency, currency));
    claim->upper = most < claim->upper ? most : claim->upper;
}

/* The terms stand in the group; the rows of their readers begin at the group. */
static sol_terms *terms_of(void *target)
{
    return &((sol_group *)target)->terms;
}

SECTION_READER(terms_interest)
{
    sol_terms *terms = terms_of(target);
    sol_quantity_fault fault;
    if (value->kind == NODE_SCALAR) {
        if (!terms_interest_text(r, value->text, strlen(value->text), terms, &fault))
            reader_fault(r, P_BAD_RATE, value, &fault);
        return;
    }
    const list_form form = {.size = sizeof(sol_interest_step),
                            .wants = "a mapping",
                            .day = "from",
                            .day_at = offsetof(sol_interest_step, from),
                            .disorder = "the steps of interest are not in the order of their days"};
    terms->interest = lists_read(r, row, value, &form, &terms->interest_count);
}

SECTION_READER(terms_interest_until)
{
    sol_terms *terms = terms_of(target);
    int word;
    bool is_date = !keys_word(row->words, value->text, strlen(value->text)) && strpbrk(value->text, "0123456789");
    if (is_date && value_date(r, value, &terms->interest_until))
        terms->interest_end = SOL_INTEREST_UNTIL_DATE;
    else if (!is_date && value_word(r, value, row->words, &word))
        terms->interest_end = (sol_interest_end)word;
}

SECTION_READER(terms_filed)
{
    sol_when *filed = SOL_TAKE(r->arena, 1, sol_when);
    (void)row;
    if (value_when(r, value, false, true, filed))
        terms_of(target)->filed = filed;
}

SECTION_READER(terms_eligible)
{
    sol_terms *terms = terms_of(target);
    sol_when *when = SOL_TAKE(r->arena, 1, sol_when);
    (void)row;
    if (value->kind == NODE_SCALAR && !value_is_span(value))
        value_date(r, value, &terms->eligible);
    else if (value_when(r, value, false, true, when))
        terms_set_eligible(r, terms, when);
}

/* A probability alone, which may be a distribution; false: the value has some key of the table. */
static bool read_probability(reader *r, const key_table *table, const sol_node *value, sol_distribution *probability)
{
    static const key_row one = {"", AS_VALUE, VALUE_PROBABILITY, .low = 0, .high = 1};
    for (size_t i = 0; i < table->count; i++)
        if (node_get(value, table->row[i].name))
            return false;
    if (value_distribution(r, &one, value, probability) && value->kind == NODE_MAPPING)
        reader_assume(r, value);
    return true;
}

SECTION_READER(accepts_taken)
{
    taken_form *form = &((accepts_form *)target)->taken;
    if (!read_probability(r, row->table, value, &form->probability))
        reader_table(r, row->table, value, form);
}

SECTION_READER(terms_accepts)
{
    sol_terms *terms = terms_of(target);
    if (read_probability(r, row->table, value, &terms->accepts))
        return;
    accepts_form form = {.probability = terms->accepts,
                         .after = terms->accepts_after,
                         .declined = terms->declined,
                         .taken = {terms->taken, terms->taken_after}};
    reader_table(r, row->table, value, &form);
    terms->accepts = form.probability;
    terms->accepts_after = form.after;
    terms->accepts_at_once = terms_is_at_once(&form.after);
    terms->declined = form.declined;
    terms->taken = form.taken.probability;
    terms->taken_after = form.taken.after;
    terms->taken_at_once = terms_is_at_once(&form.taken.after);
    if (terms->declined == SOL_DECLINED_NOTHING && node_get(value, "taken"))
        problem_add(r->diagnostics, P_NO_EFFECT, sol_node_place(value, "taken"),
                    "`declined: hold` keeps what falls to them in the fund, `declined: deposit` outside of it",
                    "nothing is kept for those who decline, so nothing can be taken up");
}

/* A word, or more: how many heirs come forward, and when. */
static void read_heirs(reader *r, const key_row *row, const sol_node *value, sol_inheritance *heirs)
{
    int word = SOL_HEIRS_INHERIT;
    if (value->kind != NODE_MAPPING) {
        if (value_word(r, value, row->words, &word))
            *heirs = terms_inheritance((sol_heirs)word);
        return;
    }
    *heirs = terms_inheritance(SOL_HEIRS_INHERIT);
    reader_table(r, row->table, value, heirs);
    heirs->at_once = terms_is_at_once(&heirs->after);
    if (sol_distribution_is_certain(&heirs->inherit) && node_get(value, "else"))
        problem_add(r->diagnostics, P_NO_EFFECT, sol_node_place(value, "else"), "give `inherit`",
                    "all heirs come forward: no claim is left without");
}

SECTION_READER(group_heirs)
{
    read_heirs(r, row, value, &terms_of(target)->heirs);
}

SECTION_READER(claimants_heirs)
{
    read_heirs(r, row, value, &((claimants_form *)target)->heirs);
}

SECTION_READER(terms_earlier)
{
    sol_terms *terms = terms_of(target);
    sol_quantity_fault fault;
    if (value->kind == NODE_SCALAR) {
        if (!terms_earlier_text(r, value->text, strlen(value->text), terms, &fault))
            reader_fault(r, P_BAD_AMOUNT, value, &fault);
        return;
    }
    const list_form form = {.size = sizeof(sol_earlier_payment), .wants = "a mapping"};
    terms->earlier = lists_read(r, row, value, &form, &terms->earlier_count);
    for (size_t i = 0; i < terms->earlier_count; i++)
        if (terms->earlier[i].date.day > r->scenario->start.day)
            problem_add(r->diagnostics, P_DATE_ORDER,
                        sol_node_place(value->kind == NODE_SEQUENCE ? value->item[i] : value, "date"), NULL,
                        "an earlier payment is not after `start`");
}

static void wants_key(reader *r, const sol_node *item, const char *key, const char *message)
{
    if (!node_get(item, key))
        problem_add(r->diagnostics, P_MISSING_KEY, node_beginning(item), NULL, "%s", message);
}

sol_date sections_oldest_birth(const reader *r)
{
    enum { OLDEST = 115 };
    if (sol_date_is_never(r->scenario->start))
        return (sol_date){INT32_MIN};
    return sol_date_add_months(r->scenario->start, -12 * OLDEST);
}

/* Births that are one day, or that of the youngest. */
static void check_birth(reader *r, const sol_node *item, const sol_group *group)
{
    const sol_node *born = node_bare(node_get(item, "born"));
    bool is_day = group->birth.kind == SOL_CONSTANT;
    sol_date last = {is_day ? (int32_t)group->birth.exact : (int32_t)group->birth.parameter[1]};
    if (!is_day && group->birth.kind != SOL_UNIFORM)
        return;
    if (is_day && last.day > r->scenario->start.day)
        problem_add(r->diagnostics, P_DATE_ORDER, node_place(born), NULL, "born after `start`");
    else if (group->living > 0 && last.day < sections_oldest_birth(r).day)
        problem_add(r->diagnostics, P_DATE_ORDER, node_place(born), "give `living: 0` if nobody of the group lives",
                    "%s", SECTIONS_BORN_TOO_EARLY);
    else if (is_day && group->living < group->count && group->died.day < last.day)
        problem_add(r->diagnostics, P_DATE_ORDER, node_place(born), NULL, "died before birth");
}

/* A law of one sex is of no use to a group of the other. */
static void check_mortality(reader *r, const sol_node *item, const sol_group *group)
{
    const sol_node *mortality = node_get(item, "mortality");
    bool is_known = mortality && mortality->kind == NODE_MAPPING && reader_is_sound(r, item, "sex");
    const char *nobody = group->male_billionths == 0 ? "male" : "female";
    const sol_node *law = is_known ? node_get_key(mortality, nobody) : NULL;
    if (law && (group->male_billionths == 0 || group->male_billionths == SOL_BILLION))
        problem_add(r->diagnostics, P_NO_EFFECT, node_place(law), NULL, "nobody of the group is %s", nobody);
}

/* Heirs of those who died before `start` hold their claims. */
static void check_heirs(reader *r, const sol_node *item, const sol_group *group)
{
    const sol_node *heirs = node_get(item, "heirs");
    const sol_inheritance *said = &group->terms.heirs;
    const bool are_awaited = !sol_distribution_is_certain(&said->inherit) || !said->at_once;
    if (heirs && group->living == 0 && are_awaited)
        problem_add(r->diagnostics, P_NO_EFFECT, node_place(node_bare(heirs)), "give `living`, or `rank` alone",
                    "nobody of the group is living: whose heirs may come is asked of those who die from `start` on");
}

static void check_person(reader *r, const sol_node *item, const sol_group *group)
{
    wants_key(r, item, "sex", "`sex` is missing in the group");
    if (!node_get(item, "born"))
        wants_key(r, item, "age", "`age` or `born` is missing in the group");
    bool are_counted = reader_is_sound(r, item, "count") && reader_is_sound(r, item, "living");
    if (group->living > group->count && are_counted)
        problem_add(r->diagnostics, P_OUT_OF_RANGE, sol_node_place(item, "living"), NULL, "%u are living of %u",
                    group->living, group->count);
    const sol_node *died = node_get(item, "died");
    if (died && group->died.day >= r->scenario->start.day && !sol_date_is_never(group->died))
        problem_add(r->diagnostics, P_DATE_ORDER, node_place(node_bare(died)), "take it out of those who are living",
                    "`died` is not before `start`");
    if (died && group->living == group->count)
        problem_add(r->diagnostics, P_NO_EFFECT, node_place(node_bare(died)), "give `living`",
                    "`died` has no effect: all of the group are living");
    if (group->has_birth && reader_is_sound(r, item, "born"))
        check_birth(r, item, group);
    check_mortality(r, item, group);
    check_heirs(r, item, group);
}

static void check_institution(reader *r, const sol_node *item)
{
    static const char *const keys[] = {"living", "sex", "age", "born", "died", "mortality", "heirs"};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        const sol_node *key = node_get_key(item, keys[i]);
        if (key)
            problem_add(r->diagnostics, P_KEY_HERE, node_place(key), NULL, "`%s` does not apply to an institution",
                        keys[i]);
    }
}

static void read_group(reader *r, const key_row *row, const sol_node *item, const sol_inheritance *heirs,
                       sol_group *group)
{
    const sol_scenario *scenario = r->scenario;
    *group = (sol_group){
        .name = "",
        .count = 1,
        .living = UINT32_MAX,
        .age = sol_distribution_constant(0, 0),
        .has_birth = node_get(item, "born") != NULL,
        .died = {scenario->start.day - 1},
        .claim = {.value = sol_distribution_constant(0, 0)},
        .terms = terms_default(r, heirs),
        .node = item,
    };
    reader_table(r, row->table, item, group);
    if (group->living == UINT32_MAX || group->is_institution)
        group->living = group->count;
    bool is_known = reader_is_sound(r, item, "kind");
    if (is_known && group->is_institution)
        check_institution(r, item);
    else if (is_known)
        check_person(r, item, group);
    if (group->living > group->count)
        group->living = group->count;
}

/* Names come first, so that earmarks and steps may name any group. */
void claimants_gather_groups(reader *r)
{
    const sol_node *claimants = node_get(r->root, "claimants");
    const sol_node *groups = claimants ? node_get(claimants, "groups") : NULL;
    for (size_t i = 0; groups && groups->kind == NODE_SEQUENCE && i < groups->count; i++) {
        const sol_node *name = node_get(groups->item[i], "name");
        name = name ? node_bare(name) : NULL;
        bool is_new = true;
        if (!name || name->kind != NODE_SCALAR)
            continue;
        int index = names_add_bytes(&r->groups, name->text, strlen(name->text), &is_new);
        reader_look_at_name(r, NAMED_GROUP, r->groups.name[index], node_place(name));
        if (!is_new)
            problem_add(r->diagnostics, P_DUPLICATE_NAME, node_place(name), NULL, "there are two groups `%.200s`",
                        name->text);
    }
}

/* A group of a name that was given twice is read, for its errors, and dropped. */
SECTION_READER(claimants_groups)
{
    claimants_form *form = target;
    row_list groups = {.arena = r->arena, .size = sizeof(sol_group)};
    for (size_t i = 0; i < value->count && !reader_has_enough(r); i++) {
        const sol_node *item = value->item[i];
        if (!reader_wants(r, item, NODE_MAPPING, "a group, such as `{name: Plaintiffs, count: 4, …}`"))
            continue;
        const sol_node *name = node_get(item, "name");
        name = name ? node_bare(name) : NULL;
        char number[24];
        snprintf(number, sizeof number, "%zu", i);
        sol_group group;
        reader_level level = reader_enter(r, name && name->kind == NODE_SCALAR ? name->text : number, item);
        read_group(r, row, item, &form->heirs, &group);
        reader_leave(r, level);
        if ((size_t)names_find(&r->groups, group.name) == groups.count)
            *(sol_group *)rows_add(&groups) = group;
    }
    r->scenario->group = groups.rows;
    r->scenario->group_count = groups.count;
}

/* What headers mean is for whoever reads the file; each is a text. */
SECTION_READER(file_columns)
{
    (void)row;
    (void)target;
    for (size_t i = 0; i < value->count; i++) {
        const char *header;
        value_text(r, node_bare(node_value(value, i)), &header);
    }
}

SECTION_READER(claimants_section)
{
    sol_scenario *scenario = target;
    claimants_form form = {.heirs = terms_inheritance(SOL_HEIRS_INHERIT)};
    reader_table(r, row->table, value, &form);
    scenario->claimants_seed = form.seed;
    if (!node_get(value, "groups") && !node_get(value, "file"))
        problem_add(r->diagnostics, P_MISSING_KEY, node_place(value), "write `groups` or `file`",
                    "neither groups nor a file of claimants");
    if (!form.file.path)
        return;
    const text_source *source =
        document_table_file(r->document, node_bare(node_get(value, "file")), &form.file, r->diagnostics);
    if (!source || !csv_claimants_read(r, source, node_get(value, "columns"), &form.heirs, NULL))
        r->groups.is_partial = true;
}
