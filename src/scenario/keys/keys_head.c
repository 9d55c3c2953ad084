/* Keys of the scenario itself, of simulation, exchange and mortality. */
#include "scenario/keys/sections.h"

#include "scenario/keys/forms.h"
#include "solatium/scenario.h"

#include <math.h>

const key_word word_participation_as[] = {
    {"chance", 0, "a firm joins wholly or not at all, by chance"},
    {"fraction", 1, "each firm brings that fraction of its pledge for certain"},
    {NULL, 0, NULL},
};

const key_word word_hold[] = {
    {"eligible", 0, "nothing is held back for claims that are not yet eligible"},
    {"registered", 1,
     "the shares of claims that may become eligible, for all that is known on the day, are held for them"},
    {NULL, 0, NULL},
};

static const key_row simulation_rows[] = {
    {"trials", AS_VALUE, VALUE_WHOLE, KEY_FIELD(sol_scenario, trials), .low = 1, .high = 1e9, .fallback = "10000",
     .is_of_run = true, .meaning = "How many futures are simulated."},
    {"seed", AS_VALUE, VALUE_WHOLE, KEY_FIELD(sol_scenario, seed), .low = 0, .high = 9007199254740992.0,
     .fallback = "1", .is_of_run = true, .meaning = "The number that all draws of the simulation follow from."},
};
const key_table key_simulation = {"simulation", "How many futures, and which.", KEY_ROWS(simulation_rows)};

static const key_row currency_rows[] = {
    {"price", AS_VALUE, VALUE_DECIMAL, KEY_FIELD(sol_currency, price), .low = 1e-9, .high = 1e9, .is_required = true,
     .title = "price", .meaning = "What one unit of it costs in the scenario's currency at `start`."},
    {"drift", AS_VALUE, VALUE_GROWTH, KEY_FIELD(sol_currency, drift), .low = -0.99, .high = 10, .fallback = "0%/y",
     .moves = MOVES_AMOUNTS, .title = "drift of the price", .meaning = "The price's expected growth."},
    {"volatility", AS_VALUE, VALUE_YEARLY, KEY_FIELD(sol_currency, volatility), .low = 0, .high = 5, .fallback = "0%/y",
     .moves = MOVES_AMOUNTS, .title = "volatility of the price",
     .meaning = "How much the price wanders: the standard deviation of its logarithm after a year."},
};
const key_table key_currency = {"currency", "A currency: its price in the scenario's own, and how the price moves.",
                                KEY_ROWS(currency_rows)};

const key_word word_encoding[] = {
    {"utf-8", ENCODING_UTF_8, "of most programs"},
    {"utf-16", ENCODING_UTF_16, "Unicode text of Excel"},
    {"cp949", ENCODING_CP949, "CSV of Korean Windows; also what is called EUC-KR"},
    {"shift-jis", ENCODING_SHIFT_JIS, "CSV of Japanese Windows, with its additions (CP932)"},
    {"euc-kr", ENCODING_CP949, "the same as cp949"},
    {"cp932", ENCODING_SHIFT_JIS, "the same as shift-jis"},
    {"euc-jp", ENCODING_EUC_JP, "Japanese text of Unix"},
    {"gb18030", ENCODING_GB18030, "CSV of Chinese Windows; GBK and GB 2312 are parts of it"},
    {"gbk", ENCODING_GB18030, "the same as gb18030"},
    {"gb2312", ENCODING_GB18030, "the same as gb18030"},
    {"big5", ENCODING_BIG5, "CSV of Windows in Taiwan and Hong Kong"},
    {"windows-1252", ENCODING_WINDOWS_1252, "CSV of Windows in Western Europe and America"},
    {"latin1", ENCODING_WINDOWS_1252, "the same as windows-1252, which has all of it"},
    {"iso-8859-1", ENCODING_WINDOWS_1252, "the same as windows-1252, which has all of it"},
    {"windows-1250", ENCODING_WINDOWS_1250, "CSV of Windows in Central Europe"},
    {"cp850", ENCODING_CP850, "DOS in Western Europe"},
    {"macintosh", ENCODING_MACINTOSH, "CSV of Excel for Mac, where it is not UTF-8"},
    {"windows-1251", ENCODING_WINDOWS_1251, "CSV of Windows with Cyrillic letters"},
    {"koi8-r", ENCODING_KOI8_R, "Russian text of Unix"},
    {"iso-2022-jp", ENCODING_ISO_2022_JP, "Japanese mail"},
    {"iso-2022-kr", ENCODING_ISO_2022_KR, "Korean mail"},
    {"utf-7", ENCODING_UTF_7, "old mail"},
    {NULL, 0, NULL},
};

static const key_row table_name_rows[] = {
    {"name", AS_VALUE, VALUE_PATH, KEY_FIELD(table_name, path), .is_required = true, .meaning = "The file's name."},
    {"sheet", AS_VALUE, VALUE_NAME, KEY_FIELD(table_name, sheet), .is_silent = true,
     .meaning = "The sheet of a workbook; without it the only one that is shown and not empty."},
    {"encoding", AS_VALUE, VALUE_WORD, KEY_FIELD(table_name, encoding), .words = word_encoding, .is_silent = true,
     .meaning = "What a text is written in; without it that is found from the text."},
};
const key_table key_table_name = {"table file", "A file with a table, where its name does not say all.",
                                  KEY_ROWS(table_name_rows)};

static const key_row life_table_rows[] = {
    {"hmd", AS_VALUE | AS_TABLE, VALUE_PATH, KEY_FIELD(life_table_form, hmd.path), .table = &key_table_name,
     .meaning = "A 1×1 period life table of the Human Mortality Database (`mltper_1x1.txt`)."},
    {"wpp", AS_VALUE | AS_TABLE, VALUE_PATH, KEY_FIELD(life_table_form, wpp.path), .table = &key_table_name,
     .instead_of = "hmd", .meaning = "A complete life table of the UN's World Population Prospects (CSV)."},
    {"csv", AS_VALUE | AS_TABLE, VALUE_PATH, KEY_FIELD(life_table_form, csv.path), .table = &key_table_name,
     .instead_of = "hmd wpp",
     .meaning = "A CSV with the columns `age,male,female` or `age,q`: probabilities of dying within a year."},
    {"year", AS_VALUE, VALUE_WHOLE, KEY_FIELD(life_table_form, year), .is_of_fit = true, .low = 1700, .high = 2200,
     .otherwise = "required with `hmd` and `wpp`", .meaning = "The calendar year to take."},
    {"country", AS_VALUE, VALUE_NAME, KEY_FIELD(life_table_form, country), .otherwise = "required with `wpp`",
     .meaning = "The country's three letters, such as `KOR`."},
};
const key_table key_life_table = {"life table", "A file with a life table.", KEY_ROWS(life_table_rows)};

#define COUNTRY_MEANING                                                                                                \
    "Laws that come with the program, fitted to the deaths of a country: `KOR`, `KR` or `South Korea`; `solatium "     \
    "laws` lists them. Of several fits it is the one from the highest age that, at `start`, all but one in twenty of " \
    "the living of each group, and of the claimants' file, have reached (in a group's own `mortality`: of that group " \
    "alone): one from 60 only where some are below 80."

/* In a law of one sex, and in the section of both. */
#define COUNTRY_ROW(instead, of_fit, means)                                                                            \
    {                                                                                                                  \
        "country", AS_VALUE, VALUE_NAME, .read = mortality_country, .instead_of = instead, .is_shorthand = true,       \
                                         .is_silent = true, .is_of_fit = of_fit, .otherwise = "none", .meaning = means \
    }
#define YEAR_ROW(instead, means)                                                                                       \
    {                                                                                                                  \
        "year", AS_VALUE, VALUE_WHOLE, .low = 1700, .high = 2200, .read = mortality_country, .instead_of = instead,    \
                                       .is_shorthand = true, .is_silent = true, .is_of_fit = true,                     \
                                       .otherwise = "the newest", .meaning = means                                     \
    }

static const key_row law_rows[] = {
    {"law", AS_VALUE, VALUE_WORD, KEY_FIELD(law_form, hazard.law), .read = mortality_law_name,
     .otherwise = "required unless there is a `table` or a `country`",
     .meaning = "A law of mortality; `solatium laws` lists them."},
    {"table", AS_TABLE, VALUE_NONE, KEY_FIELD(law_form, table), .table = &key_life_table, .read = mortality_table,
     .instead_of = "law", .meaning = "A life table instead of a law."},
    COUNTRY_ROW("law table", false, COUNTRY_MEANING),
    YEAR_ROW("law table", "The year of the deaths that the `country`'s law was fitted to."),
    {"a", AS_VALUE, VALUE_NUMBER, .is_of_fit = true, KEY_FIELD(law_form, hazard.a), .low = 0, .high = 1,
     .instead_of = "table country", .otherwise = "required with `makeham` and `kannisto-makeham`",
     .meaning = "A: the part of the hazard that does not depend on age, per year."},
    {"b", AS_VALUE, VALUE_NUMBER, .is_of_fit = true, KEY_FIELD(law_form, hazard.b), .low = 1e-15, .high = 1,
     .instead_of = "table country", .otherwise = "required with a `law`",
     .meaning = "B: the part that grows with age, at age 0, per year."},
    {"g", AS_VALUE, VALUE_NUMBER, .is_of_fit = true, KEY_FIELD(law_form, hazard.g), .low = 1e-6, .high = 1,
     .instead_of = "table country", .otherwise = "required with a `law`",
     .meaning = "G: how fast it grows, per year of age."},
    {"fitted", AS_LIST, VALUE_AGE, .is_of_fit = true, KEY_FIELD(law_form, hazard.fitted_from), .low = 0, .high = 130,
     .read = mortality_fitted, .instead_of = "table country", .otherwise = "not said",
     .meaning = "The ages `[from, to]` that the law was fitted to; `check` warns of people outside."},
};
const key_table key_law = {"law", "The mortality of one sex: a law, a life table or a country.", KEY_ROWS(law_rows)};

/* A group's section has the keys of the scenario's, and what it does not say is the scenario's. */
#define LAW_OF(sex, whom, is_of_all, without)                                                                          \
    {                                                                                                                  \
        sex, AS_TABLE, VALUE_NONE, .table = &key_law, .read = mortality_law, .is_required = is_of_all,                 \
                                   .otherwise = without, .meaning = "The mortality of " whom "."                       \
    }
#define MORTALITY_ROWS(is_of_all, without_law, without_reference, without_improvement, ...)                            \
    LAW_OF("male", "men", is_of_all, without_law), LAW_OF("female", "women", is_of_all, without_law),                  \
        COUNTRY_ROW("male female", true, "Of men and women. " COUNTRY_MEANING),                                        \
        YEAR_ROW("male female", "The year of the deaths that the `country`'s laws were fitted to."), __VA_ARGS__,      \
        {"reference",                                                                                                  \
         AS_VALUE,                                                                                                     \
         VALUE_WHOLE,                                                                                                  \
         .low = 1800,                                                                                                  \
         .high = 2300,                                                                                                 \
         .read = mortality_improvement,                                                                                \
         .is_of_fit = true,                                                                                            \
         .otherwise = without_reference,                                                                               \
         .meaning = "The year that the hazards hold for; improvement counts from its 1 July."},                        \
    {                                                                                                                  \
        "improvement", AS_VALUE | AS_NAMED, VALUE_YEARLY,                                                              \
            .low = -0.5, .high = 0.5, .read = mortality_improvement, .otherwise = without_improvement, .names = "age", \
            .is_listed = is_of_all, .title = "yearly improvement of mortality",                                        \
            .meaning = "How fast the hazards fall with time; by age, it is linear between the ages given."             \
    }

static const key_row mortality_rows[] = {
    MORTALITY_ROWS(true, "required unless there is a `country`", "the year of `start`", "none",
                   {"multiplier", AS_VALUE, VALUE_MULTIPLE, KEY_FIELD(mortality_form, drawn), .low = 0, .high = 100,
                    .fallback = "1", .is_listed = true, .title = "multiplier of mortality",
                    .meaning = "Scales every hazard; as a distribution it is drawn once in each future."}),
};
const key_table key_mortality = {"mortality", "How long people live.", KEY_ROWS(mortality_rows)};

static const key_row group_mortality_rows[] = {
    MORTALITY_ROWS(false, "as for all", "as for all", "as for all",
                   {"multiplier", AS_VALUE, VALUE_RATIO, KEY_FIELD(mortality_form, multiplier_billionths),
                    .low = MORTALITY_LEAST, .high = MORTALITY_MOST, .fallback = "1", .title = "multiplier of mortality",
                    .meaning = "How many times the hazards of the group's laws, its own or the scenario's, its members "
                               "bear; the scenario's `multiplier` scales them besides."}),
};
const key_table key_group_mortality = {"mortality of a group",
                                       "How long the people of a group live, where it is not as all.",
                                       KEY_ROWS(group_mortality_rows)};

static const key_row observed_rows[] = {
    {"figure", AS_VALUE, VALUE_NAME, KEY_FIELD(sol_observed, figure), .is_required = true, .is_silent = true,
     .meaning = "Which figure, by its key, such as `timeline.living`; `solatium outcomes` lists them."},
    {"date", AS_VALUE, VALUE_DATE, .read = observed_date, .is_silent = true,
     .otherwise = "none: a figure of the whole time",
     .meaning =
         "The day that it holds for. Up to `start` it was known: it is scored nowhere, a naive forecast uses it."},
    {"value", AS_VALUE, VALUE_NAME, KEY_FIELD(sol_observed, value), .is_required = true, .is_silent = true,
     .meaning = "What was published: people, an amount, a share or a date, as the figure is."},
    {"tolerance", AS_VALUE, VALUE_SHARE, KEY_FIELD(sol_observed, tolerance_billionths), KEY_SHARE_RANGE,
     .fallback = "0%", .is_silent = true, .meaning = "How far off what was published may be, of its value."},
};
const key_table key_observed = {"observed", "What was published of a figure.", KEY_ROWS(observed_rows)};

/* In the order in which the sections are read: names before their uses. */
static const key_row root_rows[] = {
    {"solatium", AS_VALUE, VALUE_WHOLE, .low = 1, .high = 1, .read = head_version, .is_required = true,
     .is_silent = true, .moves = MOVES_NOTHING, .meaning = "The version of this language: `1`."},
    {"title", AS_VALUE, VALUE_TEXT, KEY_FIELD(sol_scenario, title), .is_required = true, .moves = MOVES_NOTHING,
     .meaning = "What reports are headed with."},
    {"description", AS_VALUE, VALUE_TEXT, KEY_FIELD(sol_scenario, description), .otherwise = "none",
     .moves = MOVES_NOTHING, .meaning = "What the scenario is about."},
    {"author", AS_VALUE, VALUE_TEXT, KEY_FIELD(sol_scenario, author), .otherwise = "none", .moves = MOVES_NOTHING,
     .meaning = "Whose it is."},
    {"leaves_out", AS_LIST, VALUE_TEXT, KEY_FIELD(sol_scenario, leaves_out), .read = head_texts, .otherwise = "none",
     .moves = MOVES_NOTHING, .meaning = "What the scenario does not model; printed beside the headline."},
    {"extends", AS_VALUE, VALUE_PATH, .read = head_elsewhere, .is_silent = true, .otherwise = "nothing",
     .meaning = "A scenario that this one changes: sections merge key by key, named lists by name."},
    {"remove", AS_VALUE | AS_LIST, VALUE_NAME, .read = head_elsewhere, .is_silent = true, .otherwise = "nothing",
     .meaning = "Names of what is taken out of the extended scenario; may stand in each of its sections too."},
    {"currency", AS_VALUE, VALUE_CURRENCY, .read = head_elsewhere, .is_required = true,
     .meaning = "The currency that the fund keeps its books in, such as `KRW`."},
    {"start", AS_VALUE, VALUE_DATE, KEY_FIELD(sol_scenario, start), .is_required = true, .meaning = "The first day."},
    {"end", AS_VALUE, VALUE_DATE, KEY_FIELD(sol_scenario, end), .otherwise = "required unless there is a `horizon`",
     .meaning = "The last day."},
    {"horizon", AS_VALUE, VALUE_SPAN, .read = head_horizon, .instead_of = "end",
     .otherwise = "required unless there is an `end`", .meaning = "How long after `start` the last day is."},
    {"exchange", AS_NAMED, VALUE_DECIMAL, .low = 1e-9, .high = 1e9, .table = &key_currency, .read = head_exchange,
     .otherwise = "no other currency", .names = "currency", .title = "exchange rate",
     .meaning = "The other currencies: a price, or how it moves."},
    {"simulation", AS_TABLE, VALUE_NONE, .table = &key_simulation, .read = head_section, .fallback = "",
     .otherwise = "as its keys", .moves = MOVES_NOTHING, .meaning = "How many futures, and which."},
    {"events", AS_NAMED, VALUE_NONE, .table = &key_event, .read = events_section, .otherwise = "none",
     .names = "name of the event", .moves = MOVES_JOINING | MOVES_AMOUNTS,
     .meaning = "What may happen, and change the rest."},
    {"participation", AS_VALUE | AS_NAMED, VALUE_PROBABILITY, KEY_SHARE_RANGE, .table = &key_participation,
     .read = participation_section, .otherwise = "none; a firm then needs one of its own", .names = "country",
     .moves = MOVES_RATES, .title = "rate of joining",
     .meaning = "The chance that a firm joins: for all, or by country."},
    {"correlation", AS_VALUE | AS_NAMED, VALUE_FRACTION, KEY_SHARE_RANGE, .read = correlation_section,
     .otherwise = "`0`", .names = "country or `between`", .is_listed = true, .moves = MOVES_JOINING,
     .title = "correlation of joining",
     .meaning = "How much the firms of a country decide alike; `between`: the countries."},
    {"participation_as", AS_VALUE, VALUE_WORD, KEY_FIELD(sol_scenario, participation_is_fraction),
     .words = word_participation_as, .fallback = "chance", .moves = MOVES_JOINING | MOVES_AMOUNTS,
     .meaning = "What a rate of participation means."},
    {"firms", AS_LIST, VALUE_NONE, .table = &key_firm, .read = firms_section, .otherwise = "none",
     .moves = MOVES_JOINING | MOVES_AMOUNTS,
     .meaning = "The firms that may bring money, and files of them (`{file: firms.csv}`)."},
    {"claimants", AS_TABLE, VALUE_NONE, .table = &key_claimants, .read = claimants_section, .is_required = true,
     .meaning = "Who is to be paid."},
    {"mortality", AS_TABLE, VALUE_NONE, .table = &key_mortality, .read = mortality_section,
     .otherwise = "required unless all claimants are institutions", .meaning = "How long people live."},
    {"other_sources", AS_LIST, VALUE_NONE, .table = &key_other_source, .read = sources_section, .otherwise = "none",
     .moves = MOVES_AMOUNTS, .meaning = "Money that no firm pledges."},
    {"fund", AS_TABLE, VALUE_NONE, .table = &key_fund, .read = fund_section, .fallback = "", .otherwise = "as its keys",
     .moves = MOVES_AMOUNTS | MOVES_DIVISION, .meaning = "What the fund holds, earns and costs."},
    {"administration", AS_TABLE, VALUE_NONE, .table = &key_administration, .read = administration_section,
     .fallback = "", .otherwise = "no queue", .meaning = "How fast claims are examined."},
    {"payments", AS_TABLE, VALUE_NONE, .table = &key_payments, .read = payments_section, .is_required = true,
     .meaning = "When the fund pays, and in what units."},
    {"hold", AS_VALUE, VALUE_WORD, KEY_FIELD(sol_scenario, hold_registered), .words = word_hold, .fallback = "eligible",
     .moves = MOVES_DIVISION, .meaning = "Whether money is held back for claims that are not yet eligible."},
    {"allocation", AS_VALUE | AS_TABLE | AS_LIST, VALUE_WORD, .table = &key_step, .read = allocation_section,
     .fallback = "proportional", .is_listed = true, .moves = MOVES_DIVISION,
     .meaning = "How the cash of a pay date is divided: a rule, or steps in order."},
    {"timeliness", AS_TABLE | AS_LIST, VALUE_NONE, .table = &key_timeliness, .read = timeliness_section, .fallback = "",
     .otherwise = "as its keys", .moves = MOVES_DIVISION,
     .meaning = "What is in time; several goals as a list, the first decides the verdict."},
    {"observed", AS_LIST, VALUE_NONE, .table = &key_observed, .read = observed_section, .otherwise = "none",
     .is_silent = true, .moves = MOVES_NOTHING,
     .meaning = "What happened, for `solatium backtest` to hold the scenario against; no trial knows of it."},
};
const key_table key_root = {"scenario", "The scenario itself.", KEY_ROWS(root_rows)};
