-- The playbook's first query, corrected: how often each call was made and whether it succeeded, by all names a principal goes by
-- (a role's session is AROA…:session, and its role stands in the session's issuer); bounded in time; each event once.
-- Values: principals (one a line), the same again, from, until (microseconds since 1970).
select eventname, eventsource, awsregion, accountid, errorcode, count(*) as total, min(eventtime) as first, max(eventtime) as last,
       min(eventid) as example
from (
    select *, row_number() over (partition by source, eventid, case when source = 'kubernetes' then concat(eventtime, ' ', eventname, ' ', principal) else '' end
                                   order by rank, file, content) as copy
    from events
    where principal in (select unnest(string_split(?, chr(10)))) or accesskeyid in (select unnest(string_split(?, chr(10))))
) as copies
where copy = 1 and (micros is null or (micros >= ? and micros <= ?))
group by eventname, eventsource, awsregion, accountid, errorcode
order by total desc, eventsource, eventname, awsregion, accountid, errorcode
