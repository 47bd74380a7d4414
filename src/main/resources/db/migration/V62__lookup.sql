-- What is looked up in CloudTrail's event history for an incident: one value of one attribute in an account and region, over a span of time. It goes
-- on at the page that next_token names; page and token are kept in one transaction.
create table lookup_search (
    incident_key  varchar(64) not null,
    search        varchar(64) not null,
    round         integer not null,
    account       varchar(64) not null,
    region        varchar(64) not null,
    attribute     varchar(20) not null,
    sought        text not null,
    from_time     timestamp with time zone not null,
    until_time    timestamp with time zone not null,
    settled_until timestamp with time zone not null,
    state         varchar(12) not null,
    next_token    text,
    calls         integer not null,
    events        bigint not null,
    failures      integer not null,
    reason        text,
    newest        varchar(40),
    primary key (incident_key, search)
);

-- Events of one page, until the round is answered; then they are an artefact.
create table lookup_page (
    incident_key varchar(64) not null,
    search       varchar(64) not null,
    page         integer not null,
    round        integer not null,
    account      varchar(64) not null,
    content      text not null,
    sessions     text not null,
    primary key (incident_key, search, page)
);
