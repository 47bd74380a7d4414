-- Messages of the intake queue that no incident could be made of: kept as an artefact, and told by the readiness check.
create table intake_parked (
    message_id varchar(200) not null,
    parked_at  timestamp with time zone not null,
    reason     text not null,
    artefact   varchar(64) not null,
    primary key (message_id)
);
