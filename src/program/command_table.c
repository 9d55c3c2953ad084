#include "program/command.h"

const option general_option_table[] = {
    {"--format", "text|json|csv|markdown", "how the answer is written; by default the ending of -o decides, else text",
     false},
    {"-o", "FILE", "write the answer to FILE, whole or not at all", false},
    {"--table", "NAME", "of the answer's tables only this one; as CSV without its name", false},
    {"--set", "KEY=VALUE", "replace a value of the scenario, as in participation.JP=50%", true},
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

const command command_table[] = {
    {"laws", "laws", "the mortality laws that a scenario can name", NULL, 0, NULL, 0, 0, command_laws},
    {"distributions", "distributions", "the distributions that a scenario's values can have", NULL, 0, NULL, 0, 0,
     command_distributions},
    {"help", "help [COMMAND]", "say what the program, or one command, does and takes", NULL, 0, NULL, 0, 1,
     command_help},
};
const size_t command_count = sizeof command_table / sizeof *command_table;
