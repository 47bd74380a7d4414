-- The case record. document is the record as JSON; the columns beside it are what is asked for or changes alone.
create table incident (
    incident_key varchar(64) primary key,
    incident_id  varchar(64) not null,
    open_key     varchar(64) unique,
    state        varchar(10) not null,
    held         boolean not null,
    phase        varchar(20) not null,
    severity     varchar(2) not null,
    finding_id   varchar(200),
    opened_at    timestamp with time zone not null,
    closed_at    timestamp with time zone,
    document     text not null
);
create index incident_finding on incident (finding_id);

-- The ledger: one chain an incident, append-only. ledger_head is the chain's end, locked while an entry is added.
create table ledger_head (
    incident_key varchar(64) primary key,
    seq          bigint not null,
    hash         char(64) not null
);
create table ledger_entry (
    incident_key varchar(64) not null,
    seq          bigint not null,
    step         varchar(200),
    kind         varchar(40) not null,
    line         text not null,
    hash         char(64) not null,
    primary key (incident_key, seq),
    unique (incident_key, step)
);
