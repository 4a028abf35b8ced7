//! The one numbered list of migrations. Forward only; a released text never changes.

use portable_sql::Migration;

macro_rules! migrations {
    ($($number:literal $name:literal),+ $(,)?) => {
        &[$(Migration {
            number: $number,
            name: $name,
            text: include_str!(concat!("../migrations/", $name, ".sql")),
        }),+]
    };
}

/// All migrations.
pub const ALL: &[Migration] = migrations![
    1 "0001_kernel",
    2 "0002_audit",
    3 "0003_identity",
    4 "0004_access",
    5 "0005_jobs",
    6 "0006_law",
    7 "0007_documents",
    8 "0008_cases",
    9 "0009_conferences",
    10 "0010_participants",
    11 "0011_disclosure",
    12 "0012_invitations",
    13 "0013_meeting",
    14 "0014_minutes",
    15 "0015_desk",
    16 "0016_administration",
    17 "0017_audit_listed",
    18 "0018_cases_search",
    19 "0019_invitations_schedule",
    20 "0020_access_conference_tie",
    21 "0021_disclosure_decisions",
    22 "0022_access_openings",
    23 "0023_papers",
    24 "0024_preparation",
    25 "0025_invitations_outside",
    26 "0026_invitations_channels",
    27 "0027_invitations_troubles",
    28 "0028_participants_substitutes",
    29 "0029_disclosure_subjects",
    30 "0030_invitations_seen",
    31 "0031_invitations_calls",
    32 "0032_invitations_replies",
    33 "0033_invitations_wording",
    34 "0034_participants_apart",
    35 "0035_invitations_mailboxes",
    36 "0036_participants_place",
    37 "0037_conferences_running",
    38 "0038_meeting_journal",
    39 "0039_meeting_wall",
    40 "0040_plan",
    41 "0041_minutes_record",
    42 "0042_minutes_seal",
    43 "0043_follow_up",
    44 "0044_feedback",
    45 "0045_inspections",
    46 "0046_protection_plan",
    47 "0047_minutes_comments",
    48 "0048_conferences_follow_up",
    49 "0049_minutes_giving",
    50 "0050_conferences_goals",
    51 "0051_identity_lent",
    52 "0052_meeting_behind",
    53 "0053_feedback_batches",
    54 "0054_minutes_addendum_topic",
];
