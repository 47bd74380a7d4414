-- The events of the principals of one round, as they were logged.
SELECT {{aliases}}
FROM {{target}}
WHERE {{named}}
