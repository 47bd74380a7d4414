-- A resource's name may be longer than an index takes (2,704 bytes on PostgreSQL), and whoever made the resource chose it.
drop index trail_finding_resource_named;
alter table trail_finding_resource add column named_start varchar(200) default '' not null;
update trail_finding_resource set named_start = substring(named from 1 for 200);
create index trail_finding_resource_named on trail_finding_resource (incident_key, named_start);
