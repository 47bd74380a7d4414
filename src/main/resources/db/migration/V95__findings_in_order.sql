-- Pages of very many findings: the order in which they are shown, whole, so that no finding before the page has to be read.
drop index trail_finding_time;
create index trail_finding_in_order on trail_finding (incident_key, event_time, event_id, source);
