-- Plans: document is the plan as JSON; its hash stands in the ledger too. made counts the plans of an incident.
create table action_plan (
    incident_key varchar(64) not null,
    plan_id      varchar(80) not null,
    made         bigint not null,
    purpose      varchar(20) not null,
    hash         char(64) not null,
    supersedes   varchar(80),
    document     text not null,
    primary key (incident_key, plan_id)
);
