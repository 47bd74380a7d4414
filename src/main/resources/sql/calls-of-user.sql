-- The playbook's third query, corrected: all calls by a name, be it a user's or that of the role behind a session, reads included (its two NOT LIKE
-- joined by OR excluded nothing; joined by AND they would hide reads of secrets).
-- Values: names (one a line), the same again, from, until (microseconds since 1970).
select eventtime, eventid, eventsource, eventname, awsregion, accountid, principal, issuername, username, sourceip, readonly, errorcode
from (
    select *, row_number() over (partition by source, eventid, case when source = 'kubernetes' then concat(eventtime, ' ', eventname, ' ', principal) else '' end
                                   order by rank, file, content) as copy
    from events
    where username in (select unnest(string_split(?, chr(10)))) or issuername in (select unnest(string_split(?, chr(10))))
) as copies
where copy = 1 and (micros is null or (micros >= ? and micros <= ?))
order by micros nulls first, eventid
