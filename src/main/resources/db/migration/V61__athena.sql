-- What was asked of Athena for an incident. A query is planned in one transaction and started in a later one, under a token made of what stands
-- here: whoever starts it again after a kill gets the same query.
create table athena_query (
    incident_key varchar(64) not null,
    step         varchar(200) not null,
    attempt      integer not null,
    state        varchar(12) not null,
    statement    text not null,
    parameters   text not null,
    query_id     varchar(128),
    read_bytes   bigint not null,
    next_token   text,
    result_rows  bigint not null,
    results      text not null,
    planned_at   timestamp with time zone not null,
    primary key (incident_key, step)
);

-- One piece of the trail that was, or is being, extracted: accounts and a span of time. Before full_from the events of the scope's principals alone.
create table athena_piece (
    incident_key varchar(64) not null,
    piece        varchar(64) not null,
    target       varchar(128) not null,
    accounts     text not null,
    from_time    timestamp with time zone not null,
    full_from    timestamp with time zone not null,
    until_time   timestamp with time zone not null,
    settled      timestamp with time zone not null,
    round        integer not null,
    estimated    bigint not null,
    state        varchar(12) not null,
    primary key (incident_key, piece)
);

-- What lies in S3, by account and region: how many bytes of which days. Listing goes on behind the last key.
create table athena_place (
    incident_key varchar(64) not null,
    account      varchar(64) not null,
    region       varchar(64) not null,
    first_day    varchar(10) not null,
    last_day     varchar(10) not null,
    after_key    text,
    complete     boolean not null,
    days         text not null,
    primary key (incident_key, account, region, first_day, last_day)
);
