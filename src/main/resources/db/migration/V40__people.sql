-- What was told to whom. One row a person and notice: a repeated step tells only those who were not told.
create table notice (
    incident_key varchar(64) not null,
    step         varchar(190) not null,
    recipient    varchar(600) not null,
    channel      varchar(20) not null,
    sent_at      timestamp with time zone not null,
    primary key (incident_key, step, recipient)
);

-- Updates to stakeholders; document is the state they were written from, for the difference to the next.
create table stakeholder_update (
    incident_key varchar(64) not null,
    update_no    integer not null,
    step         varchar(190) not null,
    written_at   timestamp with time zone not null,
    state        varchar(10) not null,
    subject      varchar(300) not null,
    message      text not null,
    remark       varchar(1000),
    document     text not null,
    primary key (incident_key, update_no),
    unique (incident_key, step)
);

-- What was learned and is still to be done, after the case is closed too.
create table improvement_action (
    action_id    varchar(64) primary key,
    incident_key varchar(64) not null,
    incident_id  varchar(64) not null,
    what         varchar(2000) not null,
    owner        varchar(200) not null,
    due          varchar(10) not null,
    done_at      timestamp with time zone,
    done_by      varchar(300),
    remark       varchar(2000),
    reminders    integer not null,
    reminded_at  timestamp with time zone
);
create index improvement_action_incident on improvement_action (incident_key);
