-- Every event of the suspect window, and of the time before it those of the principals given (and of pods, where the scope names one);
-- who took which role, so that old friends are told from whom an attacker lets in; of all others their number alone.
CREATE TABLE {{target}}
WITH (format = 'PARQUET', write_compression = 'SNAPPY', external_location = '{{output}}') AS
WITH logs AS (
  SELECT
    {{account}} AS logaccount,
    {{region}} AS logregion,
    {{day}} AS logday,
    {{columns}},
    {{data}} AS isdata
  FROM {{table}}
  WHERE {{partitions}}
    AND (eventtime IS NULL OR (eventtime >= ? AND eventtime <= ?))
), told AS (
  SELECT
    logs.*,
    CASE WHEN strpos(principalid, ':') > 1 THEN substr(principalid, 1, strpos(principalid, ':') - 1) END AS uniqueid,
    CASE WHEN arn LIKE 'arn:%:sts::%:assumed-role/%/%'
      THEN concat(regexp_extract(arn, '^arn:[^:]*:sts::([^:]*):assumed-role/([^/]+)/(.+)$', 1), ':',
        regexp_extract(arn, '^arn:[^:]*:sts::([^:]*):assumed-role/([^/]+)/(.+)$', 2)) END AS rolekey,
    CASE WHEN arn LIKE 'arn:%:sts::%:assumed-role/%/%'
      THEN regexp_extract(arn, '^arn:[^:]*:sts::([^:]*):assumed-role/([^/]+)/(.+)$', 3) END AS sessionname,
    coalesce(
      json_extract_scalar(responseelements, '$.credentials.accessKeyId'),
      json_extract_scalar(responseelements, '$.credentialSet[0].credentials.accessKeyId')) AS issuedkey,
    coalesce(
      json_extract_scalar(responseelements, '$.assumedRoleUser.arn'),
      json_extract_scalar(responseelements, '$.credentialSet[0].assumedRoleUser.arn')) AS issuedarn,
    json_extract_scalar(responseelements, '$.federatedUser.arn') AS federatedarn,
    CASE WHEN eventname LIKE 'AssumeRole%' OR eventsource = 'rolesanywhere.amazonaws.com' THEN json_extract_scalar(requestparameters, '$.roleArn') END AS takenrole,
    json_extract_scalar(additionaleventdata, '$.SwitchFrom') AS switchedfrom,
    eventname = 'AssumeRoleForPodIdentity'
      OR (eventname = 'AssumeRole' AND coalesce(invokedby, '') = 'pods.eks.amazonaws.com') AS podidentity
  FROM logs
), judged AS (
  SELECT
    told.*,
    eventtime IS NULL OR eventtime >= ? OR coalesce({{named}}, false) AS wanted,
    takenrole IS NOT NULL AND coalesce(usertype, '') <> 'AWSService' AS taking,
    takenrole IS NOT NULL AND coalesce(usertype, '') <> 'AWSService'
      AND (eventtime >= ? OR eventsource = 'rolesanywhere.amazonaws.com') AS answered
  FROM told
)
SELECT
  logaccount,
  logregion,
  logday,
  coalesce(recipientaccountid, accountid) AS happenedin,
  awsregion AS happenedat,
  eventtime AS happened,
  CASE WHEN isdata THEN eventsource END AS datasource,
  isdata AND lower(coalesce(readonly, '')) = 'true' AS dataread,
  {{kept}}
FROM judged
