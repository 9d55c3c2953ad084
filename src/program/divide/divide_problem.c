#include "program/divide/divide_problem.h"

#include "program/divide/divide_items.h"
#include "solatium/mathematics.h"
#include "solatium/quantity.h"
#include "solatium/random.h"

#include <math.h>
#include <string.h>

enum { DIGITS_MOST = 6 };

typedef struct problem_reader {
    program_session *session;
    divide_problem *problem;
    sol_quantity_currency currency; /* code "": none was named */
    const argument *claims;         /* NULL: they come from a file */
} problem_reader;

static bool complain(problem_reader *r, const argument *at, const char *hint, const char *message)
{
    sol_place place = at ? at->place : (sol_place){.source = &r->session->arguments.line};
    sol_diagnostics_add(r->session->diagnostics, SOL_ERROR, "U311", place, hint, "%s", message);
    return false;
}

/* A currency at the end of the endowment, or behind it as a word. */
static bool find_currency(problem_reader *r, const argument *endowment)
{
    const arguments *read = &r->session->arguments;
    const char *text = endowment->text;
    size_t length = strlen(text), from = length;
    while (from > 0 && text[from - 1] >= 'A' && text[from - 1] <= 'Z')
        from--;
    const char *named = sol_quantity_currency_named(text, length);
    const char *code = read->word_count > 0 ? read->word[0].text
                       : length - from == 3 ? text + from
                       : named              ? named
                                            : "";
    r->currency = (sol_quantity_currency){code, 0};
    if (!*code)
        return true;
    r->currency.minor_digits = sol_currency_digits(code);
    if (r->currency.minor_digits >= 0)
        return true;
    const char *nearest = sol_currency_nearest(code);
    int before = read->word_count > 0 ? 0 : (int)from; /* the place is the whole argument, and so is what it may mean */
    return complain(r, read->word_count > 0 ? &read->word[0] : endowment,
                    nearest ? sol_arena_print(r->session->arena, "did you mean `%.*s%s`?", before, text, nearest)
                            : NULL,
                    sol_arena_print(r->session->arena, "`%s` is no currency", code));
}

/* An amount at so many digits; the fault is kept for the caller. */
static bool read_amount(problem_reader *r, const item *one, int digits, sol_money *amount, sol_quantity_fault *fault)
{
    const sol_quantity_currency currency[] = {{r->currency.code, digits}, {NULL, 0}};
    sol_quantity_money money;
    if (!sol_quantity_amount(one->text, strlen(one->text), currency, &money, fault))
        return false;
    amount->units = money.units;
    return true;
}

/* The endowment says which currency all are in: a claim has the same or none. */
static bool refuse_currency(problem_reader *r, const item *one)
{
    const char *own = r->currency.code, *code = sol_quantity_currency_named(one->text, strlen(one->text));
    if (!code || strcmp(code, own) == 0)
        return false;
    sol_arena *arena = r->session->arena;
    const char *hint = *own ? sol_arena_print(arena, "write all amounts in `%s`: nothing is exchanged here", own)
                            : sol_arena_print(arena, "write it there too, as in `--endowment '100 %s'`", code);
    const char *why = *own ? sol_arena_print(arena, "is in %s", own) : "has no currency";
    sol_diagnostics_add(r->session->diagnostics, SOL_ERROR, "U306", one->place, hint,
                        "`%s` is in %s, but the endowment %s", one->text, code, why);
    return true;
}

static void refuse(problem_reader *r, const item *one, const sol_quantity_fault *fault)
{
    if (refuse_currency(r, one))
        return;
    sol_diagnostics_add(r->session->diagnostics, SOL_ERROR, "U306", one->place, fault->hint[0] ? fault->hint : NULL,
                        "%s", fault->message);
}

/* Raises `digits` until each amount of the list can be read by itself: another's fault is none of its own. */
static bool find_digits(problem_reader *r, items list, int most, int *digits)
{
    bool is_right = true;
    for (size_t i = 0; i < list.count; i++) {
        sol_quantity_fault fault;
        sol_money amount;
        int own = *r->currency.code ? most : 0;
        while (own <= most && !read_amount(r, &list.item[i], own, &amount, &fault))
            own++;
        if (own <= most) {
            *digits = own > *digits ? own : *digits;
            continue;
        }
        is_right = false;
        refuse(r, &list.item[i], &fault);
    }
    return is_right;
}

static bool read_amounts(problem_reader *r, items list, int digits, sol_money *amount)
{
    bool is_right = true;
    for (size_t i = 0; i < list.count; i++) {
        sol_quantity_fault fault;
        if (read_amount(r, &list.item[i], digits, &amount[i], &fault))
            continue;
        is_right = false;
        refuse(r, &list.item[i], &fault);
    }
    return is_right;
}

/*
 * Whether the commas of --claims separate claims. 100,200,300 are three where as many ages are given, and beside an endowment of 200: to
 * divide less than a hundredth of a claim is nobody's question. Beside one of 200,000 they may be one.
 */
static bool are_separate(problem_reader *r, items endowment, int digits)
{
    static const char *const per_claim[] = {"--ages", "--survival"};
    items_known known = {0, 0};
    sol_quantity_fault fault;
    sol_money money;
    if (!r->claims)
        return true;
    for (size_t i = 0; i < 2; i++) {
        const argument *given = arguments_get(&r->session->arguments, per_claim[i]);
        known.count = given ? items_of_argument(r->session->arena, given).count : known.count;
    }
    if (read_amount(r, endowment.item, digits, &money, &fault))
        known.most = 100 * sol_money_to_double(money) / pow(10, digits);
    return items_are_separate(r->session, r->claims, known);
}

/* Without a currency, the unit is as fine as the finest decimal that was written, up to a millionth. */
static bool read_money(problem_reader *r, items claim, items endowment, sol_money *amount)
{
    bool may_refine = !*r->currency.code;
    int most = may_refine ? DIGITS_MOST : r->currency.minor_digits, digits = may_refine ? 0 : most;
    bool is_right = find_digits(r, endowment, most, &digits);
    if (!are_separate(r, endowment, digits) || !find_digits(r, claim, most, &digits) || !is_right)
        return false;
    r->currency.minor_digits = digits;
    is_right = read_amounts(r, endowment, digits, &r->problem->posed.endowment);
    if (!read_amounts(r, claim, digits, amount) || !is_right)
        return false;
    int64_t sum = 0;
    for (size_t i = 0; i < claim.count; i++)
        if (__builtin_add_overflow(sum, amount[i].units, &sum) || sum > SOL_MONEY_SUM_MAX) {
            sol_diagnostics_add(r->session->diagnostics, SOL_ERROR, "U307", claim.item[i].place, NULL,
                                "the claims sum to more than can be counted");
            return false;
        }
    r->problem->minor_digits = r->currency.minor_digits;
    r->problem->currency = *r->currency.code ? r->currency.code : NULL;
    return true;
}

/* Numbers of all claimants, from the option or else the file's column. */
static bool read_numbers(problem_reader *r, const char *option_name, items column, double most, const double **numbers)
{
    const argument *given = arguments_get(&r->session->arguments, option_name);
    items list = given ? items_of_argument(r->session->arena, given) : column;
    if (!list.item)
        return true;
    if (given && !items_are_separate(r->session, given, (items_known){r->problem->posed.count, most}))
        return false;
    if (list.count != r->problem->posed.count)
        return complain(r, given, NULL,
                        sol_arena_print(r->session->arena, "`%s` has %zu of %zu values", option_name, list.count,
                                        r->problem->posed.count));
    double *number = SOL_TAKE(r->session->arena, list.count, double);
    *numbers = number;
    return items_numbers(r->session, list, 0, most, number);
}

/* --weight age:from=80,each_year=5%: 1.05^max(0, age − 80). */
static bool weigh_by_age(problem_reader *r, const argument *given)
{
    sol_arena *arena = r->session->arena;
    if (strncmp(given->text, "age", 3) != 0 || (given->text[3] && given->text[3] != ':'))
        return complain(r, given, "as in `--weight age:from=80,each_year=5%`", "only age can weigh here");
    if (!r->problem->age)
        return complain(r, given, "`--ages 92,85,79`", "weight by age needs the ages");
    double from = 0, yearly = 0.05;
    items list =
        items_of_argument(arena, &(argument){given->option, given->text + (given->text[3] ? 4 : 3), given->place});
    for (size_t i = 0; i < list.count && *list.item[i].text; i++) {
        const char *text = list.item[i].text, *value = strchr(text, '=');
        sol_quantity_fault fault = {.message = "a parameter is `from` or `each_year`"};
        int64_t billionths = 0;
        bool is_right =
            value &&
            ((strncmp(text, "from=", 5) == 0 && sol_quantity_number(value + 1, strlen(value + 1), &from, &fault)) ||
             (strncmp(text, "each_year=", 10) == 0 &&
              sol_quantity_share(value + 1, strlen(value + 1), &billionths, &fault)));
        if (!is_right)
            return complain(r, given, "as in `--weight age:from=80,each_year=5%`", fault.message);
        if (strncmp(text, "each_year=", 10) == 0)
            yearly = (double)billionths / (double)SOL_BILLION;
    }
    double *weight = SOL_TAKE(arena, r->problem->posed.count, double);
    for (size_t i = 0; i < r->problem->posed.count; i++)
        weight[i] = sol_pow(1 + yearly, fmax(0, floor(r->problem->age[i]) - from));
    r->problem->weight = weight;
    return true;
}

static bool read_rounding(problem_reader *r)
{
    static const char *const names[] = {"remainder", "hydraulic", "none"};
    size_t which = 0;
    if (!arguments_choice(&r->session->arguments, "--round", 3, names, &which))
        return false;
    r->problem->is_exact = which == 2;
    r->problem->rounding = which == 1 ? SOL_ROUND_HYDRAULIC : SOL_ROUND_REMAINDER;
    return true;
}

/* Who comes first, for the rules by priority. */
static bool read_urgency(problem_reader *r)
{
    divide_problem *p = r->problem;
    double *urgency = NULL;
    for (size_t k = 0; k < p->rule_count; k++) {
        if (p->rule[k].rule != SOL_RULE_PRIORITY || (p->rule[k].by != SOL_BY_AGE && p->rule[k].by != SOL_BY_RANDOM))
            continue;
        if (p->rule[k].by == SOL_BY_AGE && !p->age)
            return complain(r, arguments_get(&r->session->arguments, "--rule"), "`--ages 92,85,79`",
                            "priority by age needs the ages");
        urgency = SOL_TAKE(r->session->arena, p->posed.count, double);
        for (size_t i = 0; i < p->posed.count; i++)
            urgency[i] = p->rule[k].by == SOL_BY_AGE
                             ? p->age[i]
                             : sol_draw_uniform(r->session->settings.seed, 0, sol_entity(SOL_ENTITY_CLAIMANT, p->id[i]),
                                                SOL_PURPOSE_PRIORITY);
    }
    p->posed.urgency = urgency;
    return true;
}

static void name_claimants(problem_reader *r, items id)
{
    size_t n = r->problem->posed.count;
    r->problem->id = SOL_TAKE(r->session->arena, n, const char *);
    for (size_t i = 0; i < n; i++)
        r->problem->id[i] =
            id.item && *id.item[i].text ? id.item[i].text : sol_arena_print(r->session->arena, "%zu", i + 1);
}

static bool read_claims(problem_reader *r, const argument *endowment, items_file *file)
{
    const arguments *read = &r->session->arguments;
    const argument *claims = r->claims, *path = arguments_get(read, "--file");
    if (!claims == !path)
        return complain(r, claims ? path : NULL, "as in `--endowment 200 --claims 100,200,300`",
                        claims ? "claims come from --claims or --file, not both" : "no claims are given");
    for (size_t i = 0; !path && i < 2; i++) {
        const argument *of_file = arguments_get(read, i == 0 ? "--sheet" : "--encoding");
        if (of_file)
            return complain(r, of_file, "name the file with --file", "--sheet and --encoding belong to --file");
    }
    if (path && !items_read_file(r->session, path, file))
        return false;
    items list = claims ? items_of_argument(r->session->arena, claims) : file->claim;
    sol_money *amount = SOL_TAKE(r->session->arena, list.count, sol_money);
    r->problem->posed.count = list.count;
    r->problem->posed.claim = amount;
    /* The words `4bn KRW` may come as two arguments; the amount is read without the code then. */
    argument alone = *endowment;
    item only = {alone.text, alone.place};
    return read_money(r, list, (items){1, &only}, amount);
}

bool divide_problem_read(program_session *session, divide_problem *problem)
{
    *problem = (divide_problem){0};
    problem_reader r = {session, problem, {"", 0}, arguments_get(&session->arguments, "--claims")};
    items_file file = {0};
    const argument *endowment = arguments_get(&session->arguments, "--endowment");
    if (!endowment)
        return complain(&r, NULL, "as in `--endowment 200 --claims 100,200,300`", "no endowment is given");
    if (!find_currency(&r, endowment) || !read_claims(&r, endowment, &file))
        return false;
    name_claimants(&r, file.id);
    if (!read_numbers(&r, "--weights", file.weight, 1e12, &problem->weight) ||
        !read_numbers(&r, "--ages", file.age, 130, &problem->age) ||
        !read_numbers(&r, "--survival", file.survival, 1, &problem->survival))
        return false;
    const argument *weigh = arguments_get(&session->arguments, "--weight");
    if (weigh && !weigh_by_age(&r, weigh))
        return false;
    problem->posed.weight = problem->weight;
    problem->posed.survival = problem->survival;
    return read_rounding(&r) && divide_rules_read(session, problem) && read_urgency(&r);
}
