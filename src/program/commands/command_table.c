#include "program/arguments/command.h"

#include "program/arguments/formats.h"

const option general_option_table[] = {
    {"--format", "FORMAT", "how the answer is written; by default the ending of -o decides, else the first of them",
     false},
    {"-o", "FILE", "write the answer to FILE, whole or not at all", false},
    {"--replace", NULL,
     "also over a file that is there and does not say that Solatium wrote it; one table alone as CSV or JSON has no "
     "room "
     "for that, and plain text is known by its look",
     false},
    {"--bom", NULL,
     "begin CSV with a byte order mark, by which spreadsheets know UTF-8; files have it, pipes and screens do not",
     false},
    {"--no-bom", NULL, "begin no CSV with it", false},
    {"--table", "NAME", "of the answer's tables only this one; as CSV without its name", false},
    {"--set", "KEY=VALUE", "replace a value of the scenario, as in participation.JP=50%", true},
    {"--restrict", NULL, "files that a scenario names must lie under its folder, links followed", false},
    {"--strict", NULL, "warnings about what is read are errors, such as a column that is not known", false},
    {"--trials", "N", "how many trials to simulate", false},
    {"--seed", "S", "seed of the trials", false},
    {"--threads", "N", "threads to use; by default the machine's", false},
    {"--until", "SHARE", "simulate until the 95% half-width of the share in time is below, as in 0.5%", false},
    {"--max-trials", "N", "with --until: never more than N trials", false},
    {"--quiet", NULL, "no progress and no talk", false},
    {"--color", "auto|always|never", "colours; NO_COLOR is obeyed", false},
    {"--help", NULL, "what the command does and takes", false},
    {"-h", NULL, "the same", false},
    {"--version", NULL, "print the version", false},
};
const size_t general_option_count = sizeof general_option_table / sizeof *general_option_table;

/* Of every command that reads tables, and of those that read registers. */
#define OPTIONS_OF_TABLES                                                                                              \
    {"--sheet", "NAME", "of a workbook: which sheet; by default the only one that is shown and not empty", false},     \
    {                                                                                                                  \
        "--encoding", "NAME", "of a text: cp949, shift-jis, utf-16, …; by default found from it", false                \
    }
#define OPTION_OF_COLUMNS                                                                                              \
    {                                                                                                                  \
        "--columns", "COLUMN=HEADER", "of a register: what a header means, claim=판결금액", true                       \
    }

static const option check_options[] = {
    {"--as", "scenario|register", "what FILE is, where its ending does not say; of standard input a scenario", false},
    {"--currency", "CODE", "of a register: what its amounts are in, as in KRW; by default what the table names", false},
    {"--start", "DATE", "of a register: the first day, for ages and all that is judged by it", false},
    OPTIONS_OF_TABLES,
    OPTION_OF_COLUMNS,
};

static const option divide_options[] = {
    {"--endowment", "AMOUNT", "what there is to divide: 200, 1250.50, 4bn KRW", false},
    {"--claims", "LIST", "the claims, separated by commas; digits are grouped with _ here: 200_000,300_000", false},
    {"--file", "FILE",
     "claims from a table (CSV, .xlsx, .ods) with the columns claim and, if wanted, id, weight, age, survival", false},
    OPTIONS_OF_TABLES,
    {"--rule", "RULE", "talmud, equal-sacrifice:p=2, all; by default proportional", true},
    {"--weights", "LIST", "a weight above 0 for each claim", false},
    {"--ages", "LIST", "an age for each claim", false},
    {"--weight", "age:from=A,each_year=S", "weights from ages: (1 + S) for each year above A", false},
    {"--survival", "LIST", "for alpha-fair: the probability to be alive, for each claim", false},
    {"--round", "remainder|hydraulic|none", "how awards become whole units; by default the largest remainder", false},
    {"--axioms", NULL, "which axioms hold on this problem, with a change that violates one where it is found", false},
    {"--schedule", NULL, "the awards as the endowment grows; with -o FILE.svg, .png or .pdf as a chart", false},
};

static const option new_options[] = {
    {"--from", "joint-fund|foundation|trust|small", "the kind of fund; by default small", false},
    {"--currency", "CODE", "of its books; by default KRW", false},
    {"--start", "DATE", "its first day; by default the first of next month", false},
    {"--country", "NAME", "whose mortality is taken, as `solatium laws` lists them; by default KOR", false},
    {"--claimants", "FILE", "the register of claimants, instead of groups that are made up", false},
    OPTIONS_OF_TABLES,
    OPTION_OF_COLUMNS,
};

static const option run_options[] = {
    {"--claimants", "FILE.csv", "write a row a claimant: his chance of being paid in time, what he can expect", false},
    {"--require-goal", NULL, "end with exit status 1 unless the verdict is `in time`", false},
};

static const option explain_options[] = {
    {"--claimant", "ID", "one claimant's prospects", false},
    {"--all", NULL, "every claimant's, a page each in the folder that -o names, as --format says; by default html",
     false},
    {"--trial", "N", "one future, from 0 on: each event, payment and division to the last unit", false},
};

static const option report_options[] = {
    {"-o", "FILE", "write a report; its ending decides its format; may be given several times", true},
    {"--claimants", "FILE.csv", "with a saved result: the table of claimants that run wrote beside it", false},
    {"--charts", "DIR", "write each chart alone as SVG, PNG and PDF", false},
    {"--no-studies", NULL,
     "without the map of participation, the tornado, the price of delay and the other rules, which cost trials of "
     "their own",
     false},
    {"--disclosure", "full|public", "public: ranges instead of amounts, small groups suppressed; the rule stands below",
     false},
};

static const option breakeven_options[] = {
    {"--vary", "KEY", "the value to search for; a second one, KEY=VALUES, gives the frontier", true},
    {"--from", "VALUE", "where the search begins; by default 0%, an amount of 0, the start", false},
    {"--to", "VALUE", "where it ends; by default 100%, all that is claimed, the end", false},
    {"--goal", "SHARE", "of claimants paid in time; by default the scenario's", false},
    {"--confidence", "SHARE", "of futures that must meet the goal; by default the scenario's", false},
    {"--outcome", "KEY", "search by this figure, not by the goal, as in owed; see `solatium outcomes`", false},
    {"--missing", NULL, "by money alone: the sum that is missing on the first pay date, for each goal and for all",
     false},
    {"--at-least", "VALUE", "what the outcome must be at least", false},
    {"--at-most", "VALUE", "what the outcome must be at most: an amount, a share, a number, a date", false},
};

static const option compare_options[] = {
    {"--vary", "KEY=VALUES",
     "give a value of the scenario each of from:to:step, or of a,b,c (then 200_000, not 200,000)", true},
    {"--tornado", NULL, "move one value at a time down and up, and rank them by what they move", false},
    {"--by", "SHARE", "with --tornado: by how much; by default 10%; ages by a year, dates by half a year", false},
    {"--delay", "SPANS", "let all money come later, as in 0mo:24mo:6mo, and say what a month costs", false},
    {"--outcome", "KEY",
     "compare this figure too, such as owed or reach.all.90%; --tornado and --delay are of one; see `solatium "
     "outcomes`",
     true},
};

#define TABLES_OF_RESULTS                                                                                              \
    "goals shares people not_in_time wholly_paid by_country by_source money unpaid timeline reach deaths "             \
    "deaths_by_month groups age_bands claim_bands assumptions"

const command command_table[] = {
    {
        .name = "new",
        .usage = "new [-o FILE.yaml]",
        .summary = "write a scenario to begin with",
        .details = "  solatium new --from joint-fund --currency JPY --country JPN -o fund.yaml\n"
                   "  solatium new --from trust --claimants register.csv -o fund.yaml\n"
                   "  solatium new --claimants register.xlsx --sheet Clients --columns claim=Award -o fund.yaml\n"
                   "A whole scenario with comments, which can be checked and run as it is; its figures\n"
                   "are examples, to be replaced by your own. At a terminal what no option says is\n"
                   "asked for. Without -o it goes to standard output.\n",
        .option_count = sizeof new_options / sizeof *new_options,
        .option = new_options,
        .formats = 1 << FORMAT_YAML,
        .run = command_new,
    },
    {
        .name = "check",
        .usage = "check FILE...",
        .summary = "read, check, and say what the scenario says; simulates nothing",
        .details = "Prints what is wrong, with its place and the way out, then a summary to hold\n"
                   "against what was meant: people, money at stake, dates, events, rules, what is\n"
                   "assumed without a source. As JSON: {valid, diagnostics, summary}; of several\n"
                   "files a list. FILE may be - (standard input).\n"
                   "\n"
                   "A table (.csv, .tsv, .txt, .xlsx, .ods, or --as register) is a register of\n"
                   "claimants and needs no scenario: how its columns are read, who they are, what\n"
                   "they claim, and what looks odd.\n"
                   "  solatium check register.xlsx --currency KRW --start 2025-01-01\n"
                   "  solatium check register.csv -o clean.csv\n"
                   "As CSV or a workbook it is the register as Solatium writes it: columns and words\n"
                   "of ours, dates as 2025-01-01, plain numbers. Reading that gives the same people.\n"
                   "--table groups, columns or odd gives what is said of it instead.\n",
        .option_count = sizeof check_options / sizeof *check_options,
        .option = check_options,
        .word_min = 1,
        .word_max = SIZE_MAX,
        .formats = FORMATS_OF_DOCUMENTS,
        .run = command_check,
    },
    {
        .name = "run",
        .usage = "run FILE",
        .summary = "simulate and report",
        .details = "FILE is a scenario, or - for standard input. The terminal gets a report fitted\n"
                   "to its width; Markdown and CSV hold all rows. CSV holds all tables one after the\n"
                   "other, each behind a line with its name; with --table NAME it holds that one by\n"
                   "itself. JSON can be read back by report.\n"
                   "-o FILE.sqlite (.sqlite3, .db) adds the run to a database and replaces nothing,\n"
                   "so that a study lives in one file: a row of `runs` (command line, version,\n"
                   "trials, seed), `inputs` (file, sha256, content) and `options`; for each table of\n"
                   "the answer a table, by run and row; and every number of them in `figures` (run,\n"
                   "name, row, label, key, value, se, low, middle, high). Amounts are in major\n"
                   "units, shares are fractions; low, middle and high are the 5, 50 and 95%\n"
                   "outcomes, of a probability its 95% interval.\n"
                   "± s.e. is the standard error of a mean, which more trials make smaller; 5–95% is\n"
                   "the range of outcomes, which they do not narrow.\n",
        .option_count = sizeof run_options / sizeof *run_options,
        .option = run_options,
        .word_min = 1,
        .word_max = 1,
        .formats = FORMATS_OF_DOCUMENTS | 1 << FORMAT_SQLITE,
        .tables = TABLES_OF_RESULTS,
        .run = command_run,
    },
    {
        .name = "report",
        .usage = "report FILE -o OUT...",
        .summary = "write payout reports for print, screen and spreadsheet",
        .details = "FILE is a scenario, or a result that run saved as JSON. Several -o write several reports of one\n"
                   "simulation: a page (html), a workbook (xlsx), a document (docx, odt), Markdown (md), all tables "
                   "(csv), the\n"
                   "result (json). Documents are made by pandoc, tables as wide as their pages, and can be edited.\n"
                   "Charts are drawn by gnuplot; without it the reports are whole but for the pictures.\n"
                   "\n"
                   "--disclosure public is the form that may be published (statistical disclosure\n"
                   "control, threshold ten). Primary suppression: groups of fewer than ten people,\n"
                   "or of fewer than ten but some living, and sources earmarked for fewer than ten\n"
                   "have no line. Secondary suppression: with them go as many others, the smallest\n"
                   "first, as it takes until those without a line are ten people again, and another\n"
                   "source, so that nobody is found by subtraction. Groups are the only division of\n"
                   "the claimants shown, in the claimants' table too; ages, claims, and what the\n"
                   "scenario says of claimants are withheld. Amounts of groups are ranges; figures\n"
                   "about everyone are rounded: people to tens, shares and amounts to a step worth\n"
                   "ten people, at most a tenth, and amounts to a fifth of the largest claim at least\n"
                   "(p% rule, p = 10). It writes html, xlsx, docx, odt, md and csv. Of fewer than ten claimants,\n"
                   "or fewer than ten but some living, there is no such form.\n",
        .option_count = sizeof report_options / sizeof *report_options,
        .option = report_options,
        .word_min = 1,
        .word_max = 1,
        .formats = FORMATS_OF_DOCUMENTS,
        .tables = TABLES_OF_RESULTS
        " claimants years delay participation tornado paid_by_age paid_by_claim rules again scenario",
        .run = command_report,
    },
    {
        .name = "compare",
        .usage = "compare FILE [FILE...]",
        .summary = "scenarios side by side, or one scenario over ranges of its values",
        .details = "  solatium compare FILE --vary participation.JP=0%:100%:10% --vary participation.KR=0%:100%:10%\n"
                   "  solatium compare FILE --vary allocation=proportional,talmud\n"
                   "  solatium compare FILE --tornado --by 10% --outcome owed\n"
                   "  solatium compare FILE --delay 0mo:24mo:6mo\n"
                   "  solatium compare A.yaml B.yaml\n"
                   "  solatium compare A.json B.json\n"
                   "All points use the same futures. Two levers give a heat map; the other formats\n"
                   "have a row a point; -o FILE.sqlite adds them to a database, as of `solatium run`. -o FILE.svg "
                   "draws the curve, the heat map or the tornado.\n"
                   "Results that run saved as JSON stand side by side without being simulated, and\n"
                   "so without single futures to pair.\n"
                   "--tornado ranks by nobody-left-out, or by --outcome. It moves what the scenario assumes: ages\n"
                   "by a year, dates by half a year but not to before start, amounts, rates, shares and spans by\n"
                   "--by, shares within 0 and 100%, a distribution by its location; of many, a short pilot picks the\n"
                   "20 that move most. An end that gets better by leaving people out is marked, and does not count\n"
                   "for the order. --delay moves every amount that arrives and nothing else; what would come after\n"
                   "the end does not come; --outcome adds a figure.\n",
        .option_count = sizeof compare_options / sizeof *compare_options,
        .option = compare_options,
        .word_min = 1,
        .word_max = 100,
        .formats = FORMATS_OF_DOCUMENTS | 1 << FORMAT_SQLITE | FORMATS_OF_PICTURES,
        .tables = "points heat heat_from_* heat_mean heat_mean_from_* outcome_* tornado left_out delay goals levels "
                  "differences_* movers_* changed",
        .run = command_compare,
    },
    {
        .name = "explain",
        .usage = "explain FILE --claimant ID [--trial N]",
        .summary = "one claimant's prospects, or one future step by step",
        .details = "With --claimant a page that can be read out: the chance of being paid in time, what is to be\n"
                   "expected in life and for the estate, when.\n"
                   "  solatium explain FILE --all -o letters\n"
                   "  solatium explain FILE --all --format docx -o letters\n"
                   "writes that page for everyone, from one simulation, with index.html and index.csv: id,\n"
                   "name, group, file. The folder is written whole or not at all; one that is there is\n"
                   "replaced if it holds nothing but such pages.\n"
                   "\n"
                   "With --trial N that future: what happens, what comes in, each division with its rule's arithmetic, "
                   "and in = out + left at its end.\n",
        .option_count = sizeof explain_options / sizeof *explain_options,
        .option = explain_options,
        .word_min = 1,
        .word_max = 1,
        .formats = FORMATS_OF_DOCUMENTS,
        .pages = "--all",
        .tables = "claimants events firms arrivals divisions division_* payments identity",
        .run = command_explain,
    },
    {
        .name = "breakeven",
        .usage = "breakeven FILE --vary KEY | --missing",
        .summary = "the value of one lever at which the goal is met, or the sum that is missing",
        .details = "  solatium breakeven FILE --vary participation.JP --goal 90% --confidence 80%\n"
                   "  solatium breakeven FILE --vary firms.POSCO.pledge --from 1bn KRW --to 20bn KRW\n"
                   "  solatium breakeven FILE --vary participation.JP --vary participation.KR=0%:100%:20%\n"
                   "  solatium breakeven FILE --missing\n"
                   "  solatium breakeven FILE --vary fund.opening --outcome owed --at-most 0 --confidence 80%\n"
                   "Tries values on the same futures and closes in where the probability of the goal crosses the\n"
                   "confidence; or of an outcome's condition. Table `tried` has each value that was run: eleven over\n"
                   "the range, then ever closer to each crossing. Of an outcome that is itself a share of futures\n"
                   "the share is held against its bound. The interval accounts for the trials: more of them make it "
                   "narrower.\n",
        .option_count = sizeof breakeven_options / sizeof *breakeven_options,
        .option = breakeven_options,
        .word_min = 1,
        .word_max = 1,
        .formats = FORMATS_OF_DOCUMENTS | FORMATS_OF_PICTURES,
        .tables = "tried crossings frontier missing",
        .run = command_breakeven,
    },
    {
        .name = "divide",
        .usage = "divide --endowment AMOUNT --claims LIST [--rule RULE]",
        .summary = "one division by one rule or all of them",
        .details = "  solatium divide --endowment 200 --claims 100,200,300 --rule talmud\n"
                   "  solatium divide --endowment 4bn KRW --file claims.csv --rule all\n"
                   "  solatium divide --endowment 200 --claims 100,200,300 --ages 92,85,79 --weight "
                   "age:from=80,each_year=5%\n",
        .option_count = sizeof divide_options / sizeof *divide_options,
        .option = divide_options,
        .word_max = 1,
        .formats = FORMATS_OF_DOCUMENTS | FORMATS_OF_PICTURES,
        .run = command_divide,
    },
    {
        .name = "rules",
        .usage = "rules",
        .summary = "the division rules and what each always satisfies",
        .formats = FORMATS_OF_DOCUMENTS,
        .run = command_rules,
    },
    {
        .name = "schema",
        .usage = "schema",
        .summary = "JSON Schema of the scenario language, for editors",
        .details = "With --format markdown: the reference of its keys. In a scenario, the line\n"
                   "  # yaml-language-server: $schema=solatium.schema.json\n"
                   "gives an editor completion and hover text.\n",
        .formats = 1 << FORMAT_JSON | 1 << FORMAT_MARKDOWN,
        .run = command_schema,
    },
    {
        .name = "laws",
        .usage = "laws",
        .summary = "the mortality laws that a scenario can name",
        .formats = FORMATS_OF_DOCUMENTS,
        .run = command_laws,
    },
    {
        .name = "distributions",
        .usage = "distributions",
        .summary = "the distributions that a scenario's values can have",
        .formats = FORMATS_OF_DOCUMENTS,
        .run = command_distributions,
    },
    {
        .name = "backtest",
        .usage = "backtest FILE...",
        .summary = "scenarios held against what happened, by their `observed:`",
        .details =
            "Simulates each scenario and says of every figure that its `observed:` publishes where it lies in\n"
            "what was simulated: inside the bands or not, its probability integral transform (PIT), the continuous\n"
            "ranked probability score (CRPS) as a share of it, and that of a naive forecast from the last two\n"
            "values known up to `start`. A figure is a key of `solatium outcomes`, with its date:\n"
            "  observed:\n"
            "    - {figure: timeline.living, date: 2025-01-01, value: 640, source: \"...\"}\n"
            "    - {figure: timeline.paid, date: 2002-10-16, value: 1.8bn EUR, tolerance: 7%}\n"
            "Several files say whether bands hold what they promise, scenarios resampled whole.\n",
        .word_min = 1,
        .word_max = 100,
        .formats = FORMATS_OF_DOCUMENTS,
        .tables = "observed observed_* scores",
        .run = command_backtest,
    },
    {
        .name = "outcomes",
        .usage = "outcomes",
        .summary = "the figures that compare takes as --outcome, by their keys",
        .formats = FORMATS_OF_DOCUMENTS,
        .run = command_outcomes,
    },
    {
        .name = "help",
        .usage = "help [COMMAND]",
        .summary = "say what the program, or one command, does and takes",
        .word_max = 1,
        .formats = 1 << FORMAT_TEXT | 1 << FORMAT_JSON,
        .run = command_help,
    },
};
const size_t command_count = sizeof command_table / sizeof *command_table;
