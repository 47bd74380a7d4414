-- The inventory: a projection of the ledger. covered is the entry up to which it was projected. row_hash is SHA-256 of the row's key,
-- which may be longer than an index takes; the columns beside document are what is filtered by.
create table inventory_state (
    incident_key varchar(64) primary key,
    covered      bigint not null
);
create table inventory_row (
    incident_key varchar(64) not null,
    row_hash     char(64) not null,
    place        bigint not null,
    change_word  varchar(20) not null,
    type_name    varchar(300) not null,
    application  varchar(300) not null,
    owner        varchar(300) not null,
    document     text not null,
    primary key (incident_key, row_hash)
);
create index inventory_row_place on inventory_row (incident_key, place);
