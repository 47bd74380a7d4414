-- The playbook's second query, corrected: all calls of principals after a moment without those that only look. CloudTrail's own readonly decides,
-- not the name (names hide DescribeInstanceAttribute, which reads secrets, and CreateManagedPrefixList); where a record is too old to have it, the
-- call is shown. With id, outcome and account, so that each row can be cited.
-- Values: principals (one a line), the same again, from, until (microseconds since 1970).
select eventtime, eventid, eventsource, eventname, awsregion, accountid, principal, issuername, username, sourceip, errorcode, errormessage
from (
    select *, row_number() over (partition by source, eventid, case when source = 'kubernetes' then concat(eventtime, ' ', eventname, ' ', principal) else '' end
                                   order by rank, file, content) as copy
    from events
    where principal in (select unnest(string_split(?, chr(10)))) or accesskeyid in (select unnest(string_split(?, chr(10))))
) as copies
where copy = 1 and (micros is null or (micros >= ? and micros <= ?)) and readonly is distinct from true
order by micros nulls first, eventid
