#include "scenario/tables/life_table_rates.h"

#include "value/number/decimal.h"

/* A year that nobody lives through is an open interval that has lost its sign; anything below is a probability as it stands. */
static const double everybody = 1.0;

int rates_small_number(const csv_field *field)
{
    int number = 0;
    for (size_t i = 0; i < field->length && i < 5; i++) {
        if (field->text[i] < '0' || field->text[i] > '9')
            return -1;
        number = number * 10 + (field->text[i] - '0');
    }
    return field->length > 0 && field->length < 5 ? number : -1;
}

bool rates_is_open_age(const csv_field *age)
{
    return age->length > 1 && age->text[age->length - 1] == '+';
}

static bool take_probability(rates *r, const csv_field *field, double *q)
{
    decimal number;
    size_t end = 0;
    char text[64] = "";
    bool fits = field->length < sizeof text;
    if (fits)
        memcpy(text, field->text, field->length);
    bool is_read = fits && decimal_read(text, &number, &end) == DECIMAL_READ;
    bool is_percentage = is_read && text[end] == '%';
    if (is_percentage)
        number.exponent -= 2;
    if (!is_read || end + is_percentage != field->length || !decimal_double(&number, q)) {
        REFUSE(r, field, "S705", NULL, "'%.*s' is not a number");
        return false;
    }
    if (*q >= 0.0 && *q <= 1.0)
        return true;
    REFUSE(r, field, "S705", NULL, "'%.*s' is not a probability from 0 to 1");
    return false;
}

/* Somebody lives through this age, and should through those before it. */
static void close_row(rates *r, const csv_field *age_field)
{
    if (r->last.line > 0 && r->faults == 0)
        REFUSE(r, age_field, "S706", "end the table before it, or write the rates of single years",
               "age %.*s comes after an age in which everybody dies");
    r->closed = r->present;
}

void rates_take(rates *r, const csv_field *age_field, const csv_field *q_field)
{
    if (rates_is_open_age(age_field))
        return;
    int age = rates_small_number(age_field);
    if (age < 0 || age >= AGES_MAX) {
        REFUSE(r, age_field, "S705", "ages are whole years from 0 to 130, and `110+` the open interval",
               "'%.*s' is not an age");
        return;
    }
    if (r->count == 0)
        r->first_age = age;
    int expected = r->first_age + (int)r->count;
    if (age < expected) {
        REFUSE(r, age_field, "S706", "each age stands once, in rising order", "age %.*s comes again");
        return;
    }
    if (age > expected) {
        REFUSE(r, age_field, "S706", "a table may end early, but not leave out ages", "an age is missing before %.*s");
        r->first_age = age - (int)r->count;
    }
    double q = 0.0;
    bool is_missing = rates_is_text(q_field, ".") || q_field->length == 0;
    if (!is_missing && !take_probability(r, q_field, &q))
        is_missing = true;
    else if (!is_missing && r->present < r->count && r->faults == 0)
        REFUSE(r, age_field, "S706", "a table may end early, but not leave out ages", "ages before %.*s have no value");
    r->q[r->count++] = q;
    if (is_missing)
        return;
    r->present = r->count;
    if (q < everybody)
        close_row(r, age_field);
    else if (r->last.line == 0)
        r->last = rates_place(r, q_field);
}

bool rates_have_closed_ages(rates *r)
{
    int open_from = r->first_age + (int)r->closed;
    if (r->closed == 0) {
        REFUSE_FILE(r, "S707", "write the probabilities of dying within single years",
                    "everybody dies at the first age, %d", open_from);
        return false;
    }
    if (r->q[r->closed - 1] == 0.0) {
        REFUSE_FILE(r, "S707", "its force is kept for all higher ages, so that nobody would ever die",
                    "the rate of the last age, %d, is 0", open_from - 1);
        return false;
    }
    if (r->last.line > 0)
        sol_diagnostics_add(
            r->diagnostics, SOL_WARNING, "S708", r->last,
            sol_arena_print(r->arena,
                            "write `%d+` if it is; past its beginning the force of mortality of age %d is kept",
                            open_from, open_from - 1),
            "everybody dies at age %d: taken for the open interval, not for a year of age", open_from);
    return true;
}
