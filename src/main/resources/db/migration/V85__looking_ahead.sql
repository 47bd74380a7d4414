-- Until which day a group's files reach; none: nobody can tell.
alter table trail_group add column last_day varchar(10);

-- Tokens that came up while a round was being read, from the files of the suspect window, before the older files were read for them.
-- No tokens: nothing more came up.
create table trail_ahead (
    incident_key varchar(64) not null,
    round        integer not null,
    step         integer not null,
    tokens       text not null,
    primary key (incident_key, round, step)
);

-- A group may be read several times in a round: for the round's tokens, and for those of each step.
alter table trail_part rename to trail_part_of_round;
create table trail_part (
    incident_key  varchar(64) not null,
    group_id      char(64) not null,
    through_round integer not null,
    step          integer default 0 not null,
    ids_hash      char(64) not null,
    artefact      char(64),
    events        bigint not null,
    matched       bigint not null,
    report        char(64),
    constraint trail_part_of_step primary key (incident_key, group_id, through_round, step)
);
insert into trail_part (incident_key, group_id, through_round, ids_hash, artefact, events, matched, report)
select incident_key, group_id, through_round, ids_hash, artefact, events, matched, report from trail_part_of_round;
drop table trail_part_of_round;
