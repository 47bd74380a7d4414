-- What reading the trail leaves behind; the bulk itself is in artefacts. Everything here can be made again from logs and ledger.

-- One look at the logs' folder: the groups of files that reading takes one by one. The list of a group's files is a
-- piece (offset, length) of the survey's artefact.
create table trail_survey (
    incident_key varchar(64) not null,
    survey       integer not null,
    location     varchar(2000) not null,
    files        integer not null,
    bytes        bigint not null,
    first_day    varchar(10),
    last_day     varchar(10),
    listing      char(64) not null,
    primary key (incident_key, survey)
);
create table trail_group (
    incident_key varchar(64) not null,
    survey       integer not null,
    number       integer not null,
    group_id     char(64) not null,
    files        integer not null,
    list_offset  bigint not null,
    list_length  integer not null,
    primary key (incident_key, survey, number)
);

-- One round: the tokens that no earlier round looked for.
create table trail_round (
    incident_key  varchar(64) not null,
    round         integer not null,
    state         varchar(12) not null,
    scope_version integer not null,
    tokens        text not null,
    primary key (incident_key, round)
);

-- What reading a group for the tokens up to a round came to. No artefact: the group holds no event of them.
create table trail_part (
    incident_key  varchar(64) not null,
    group_id      char(64) not null,
    through_round integer not null,
    ids_hash      char(64) not null,
    artefact      char(64),
    events        bigint not null,
    matched       bigint not null,
    report        char(64),
    primary key (incident_key, group_id, through_round)
);

-- Every principal that was considered; document is the record as JSON.
create table trail_principal (
    incident_key  varchar(64) not null,
    principal_key char(64) not null,
    round         integer not null,
    included      boolean not null,
    position      integer not null,
    document      text not null,
    primary key (incident_key, principal_key)
);

-- The findings; document is the record as JSON, the columns beside it are what is asked for.
create table trail_finding (
    incident_key  varchar(64) not null,
    source        varchar(12) not null,
    event_id      varchar(200) not null,
    event_time    varchar(40) not null,
    effective     boolean not null,
    principal     varchar(2100) not null,
    access_key_id varchar(200),
    document      text not null,
    primary key (incident_key, source, event_id)
);
create index trail_finding_time on trail_finding (incident_key, event_time, event_id);
create table trail_finding_category (
    incident_key varchar(64) not null,
    source       varchar(12) not null,
    event_id     varchar(200) not null,
    category     varchar(12) not null,
    primary key (incident_key, category, source, event_id)
);
create table trail_finding_resource (
    incident_key varchar(64) not null,
    source       varchar(12) not null,
    event_id     varchar(200) not null,
    named        varchar(2100) not null
);
create index trail_finding_resource_named on trail_finding_resource (incident_key, named);
