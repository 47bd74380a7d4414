-- How many events the trail holds, matching or not: a day without one is told apart from a day that was not asked for.
SELECT
  logaccount,
  logregion,
  logday,
  coalesce(happenedin, '') AS accountid,
  coalesce(happenedat, '') AS region,
  coalesce(substr(happened, 1, 10), '') AS day,
  coalesce(datasource, '') AS datasource,
  CASE WHEN happened >= ? THEN 'late' ELSE 'settled' END AS age,
  count(*) AS events,
  coalesce(min(happened), '') AS first,
  coalesce(max(happened), '') AS last,
  sum(CASE WHEN dataread THEN 1 ELSE 0 END) AS datareads
FROM {{target}}
GROUP BY 1, 2, 3, 4, 5, 6, 7, 8
