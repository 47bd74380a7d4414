-- Whose jobs are being worked on: a node of the engine, by the name it locks jobs with. A pulse that stands still is that of a dead node.
create table living_node (
    lock_owner varchar(255) primary key,
    pulse bigint not null
);
