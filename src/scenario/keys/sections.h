/* The readers that rows of the table of keys name, one file a section. */
#ifndef SOL_SCENARIO_SECTIONS_H
#define SOL_SCENARIO_SECTIONS_H

#include "scenario/keys/keys.h"

#define SECTION_READER(name) void name(struct reader *r, const key_row *row, const sol_node *value, void *target)

/* read_head.c */
SECTION_READER(head_version);
SECTION_READER(head_elsewhere);
SECTION_READER(head_texts);
SECTION_READER(head_exchange);
SECTION_READER(head_horizon);
SECTION_READER(head_section);

/** The scenario's own currency, and the names of the groups: before all else, as other values need them. */
void head_own_currency(struct reader *r);
void claimants_gather_groups(struct reader *r);

/* read_mortality.c */
SECTION_READER(mortality_section);
SECTION_READER(mortality_law);
SECTION_READER(mortality_law_name);
SECTION_READER(mortality_fitted);
SECTION_READER(mortality_table);
SECTION_READER(mortality_country);
SECTION_READER(mortality_improvement);
SECTION_READER(group_mortality);

/* What a group's or a row's multiplier may be, and how many different ones rows may have. */
#define MORTALITY_LEAST 0.001
#define MORTALITY_MOST 1000.0
#define MORTALITY_OF_ROWS 1000

/** The mortality of rows with a multiplier of their own; −1: there would be too many different ones. */
int mortality_of_rows(struct reader *r, int64_t multiplier_billionths);

/** All that was read becomes the scenario's, each completed by the scenario's own. */
void mortality_settle(struct reader *r);

/* read_events.c */
SECTION_READER(events_section);

/* read_participation.c */
SECTION_READER(participation_section);
SECTION_READER(participation_after);
SECTION_READER(participation_of_firm);
SECTION_READER(correlation_section);

/* read_firms.c */
SECTION_READER(firms_section);
SECTION_READER(firms_pledge);
SECTION_READER(firms_size);
SECTION_READER(firms_pays);
SECTION_READER(firms_follows);

/* read_sources.c */
SECTION_READER(sources_section);
SECTION_READER(sources_cap);
SECTION_READER(sources_dated_amount);
SECTION_READER(sources_amounts);
SECTION_READER(sources_share);
SECTION_READER(earmark_value);
SECTION_READER(fund_section);
SECTION_READER(fund_return);

/** Who was born before that day would be older at start than anybody is, nobody where start is not known; and what to say then. */
sol_date sections_oldest_birth(const struct reader *r);
#define SECTIONS_BORN_TOO_EARLY "born more than 115 years before `start`"

/* read_claimants.c */
SECTION_READER(file_columns);
SECTION_READER(claimants_section);
SECTION_READER(claimants_groups);
SECTION_READER(group_sex);
SECTION_READER(group_claim);
SECTION_READER(terms_interest);
SECTION_READER(terms_interest_until);
SECTION_READER(terms_filed);
SECTION_READER(terms_eligible);
SECTION_READER(terms_accepts);
SECTION_READER(accepts_taken);
SECTION_READER(terms_earlier);
SECTION_READER(group_heirs);
SECTION_READER(claimants_heirs);

/* read_payments.c */
SECTION_READER(administration_section);
SECTION_READER(administration_capacity);
SECTION_READER(payments_section);
SECTION_READER(payments_dates);
SECTION_READER(payments_limit);

/* an amount that follows prices; also in other sections */
SECTION_READER(index_value);

/* read_allocation.c */
SECTION_READER(allocation_section);
SECTION_READER(step_who);
SECTION_READER(who_filed);
SECTION_READER(step_up_to);
SECTION_READER(step_rule);
SECTION_READER(step_parameter);
SECTION_READER(step_at);
SECTION_READER(step_weight);
SECTION_READER(timeliness_section);

/* read_observed.c */
SECTION_READER(observed_section);
SECTION_READER(observed_date);

/* the lists of groups that several sections take */
SECTION_READER(groups_list);

#endif
