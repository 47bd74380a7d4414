-- Pages of very many findings by their weight: what took effect first, the most serious class, of reads what weighs most, what is new for its principal. One
-- number says where a finding stands, so that an index gives the whole order, of all and of one class or caller.
alter table trail_finding add column standing integer default 0 not null;
alter table trail_finding_category add column standing integer default 0 not null;
-- Findings of before were compared with nothing, and what their reads weigh was not written down. Their own class is the one in the document; a quote
-- inside one of its texts stands behind a backslash.
update trail_finding set standing = case when effective then 0 else 10000 end + 9 + case
    when document like '%"category":"identity"%' then 0
    when document like '%"category":"deleted"%' then 1111
    when document like '%"category":"modified"%' then 2222
    when document like '%"category":"created"%' then 3333
    when document like '%"category":"accessed"%' then 5544
    when document like '%"category":"other"%' then 5555
    else 6666 end;
update trail_finding_category set standing = coalesce((
    select f.standing from trail_finding f
    where f.incident_key = trail_finding_category.incident_key and f.source = trail_finding_category.source
      and f.event_id = trail_finding_category.event_id), 0);
create index trail_finding_by_weight on trail_finding (incident_key, standing, event_time, event_id, source);
create index trail_finding_of_principal_by_weight on trail_finding (incident_key, principal_start, standing, event_time, event_id, source);
create index trail_finding_of_key_by_weight on trail_finding (incident_key, access_key_id, standing, event_time, event_id, source);
create index trail_finding_category_by_weight on trail_finding_category (incident_key, category, standing, event_time, event_id, source);

-- What was read, by principal and call; document is the record as JSON. A copy to ask by, like the findings.
create table trail_read (
    incident_key varchar(64) not null,
    position     integer not null,
    document     text not null,
    primary key (incident_key, position)
);
