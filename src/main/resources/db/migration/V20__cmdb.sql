-- The embedded CMDB: what the organisation's own register would hold. Types are ASCII (at most 120), ids at most 600 characters, so that keys fit.
create table cmdb_application (
    name       varchar(200) primary key,
    owner      varchar(200) not null,
    updated_at timestamp with time zone not null
);
create table cmdb_resource (
    resource_type   varchar(120) not null,
    resource_id     varchar(600) not null,
    application     varchar(200) not null references cmdb_application (name),
    environment     varchar(200) not null,
    data_class      varchar(200) not null,
    configuration   text not null,
    status          varchar(1000) not null,
    status_incident varchar(64),
    version         bigint not null,
    updated_at      timestamp with time zone not null,
    primary key (resource_type, resource_id)
);
create index cmdb_resource_application on cmdb_resource (application);

-- Everything a resource of the CMDB may be called by.
create table cmdb_name (
    name          varchar(600) not null,
    resource_type varchar(120) not null,
    resource_id   varchar(600) not null,
    foreign key (resource_type, resource_id) references cmdb_resource (resource_type, resource_id) on delete cascade
);
create index cmdb_name_name on cmdb_name (name);
create index cmdb_name_resource on cmdb_name (resource_type, resource_id);

-- Artefacts kept with an entry; an empty application is this response process's own entry.
create table cmdb_attachment (
    application  varchar(200) not null,
    incident_key varchar(64) not null,
    artefact     char(64) not null,
    title        varchar(300) not null,
    attached_at  timestamp with time zone not null,
    primary key (application, incident_key, artefact)
);
