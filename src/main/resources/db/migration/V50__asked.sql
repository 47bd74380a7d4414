-- Until when each round of an incident asks a source that is asked instead of read.
create table trail_asked (
    incident_key varchar(64) not null,
    round        integer not null,
    asked_until  timestamp with time zone not null,
    primary key (incident_key, round)
);
