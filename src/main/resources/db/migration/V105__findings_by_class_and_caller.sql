-- Pages of very many findings of one class or one caller: within each the order in which they are shown, whole, so that no finding before
-- the page has to be read. A principal's name may be longer than an index takes: its beginning is in it.
alter table trail_finding_category add column event_time varchar(40) default '' not null;
update trail_finding_category set event_time = coalesce((
    select f.event_time from trail_finding f
    where f.incident_key = trail_finding_category.incident_key and f.source = trail_finding_category.source
      and f.event_id = trail_finding_category.event_id), '');
create index trail_finding_category_in_order on trail_finding_category (incident_key, category, event_time, event_id, source);
alter table trail_finding add column principal_start varchar(200) default '' not null;
update trail_finding set principal_start = substring(principal from 1 for 200);
create index trail_finding_of_principal on trail_finding (incident_key, principal_start, event_time, event_id, source);
create index trail_finding_of_key on trail_finding (incident_key, access_key_id, event_time, event_id, source);
