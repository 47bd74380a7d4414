package org.eksrunbook.trail;

/**
 * The fields that are looked up in every record while it is still bytes: enough to say whose event it is, when and where, without parsing the
 * record. Paths as CloudTrail and the Kubernetes audit log write them.
 */
enum Field {
    EVENT_ID("eventID"),
    EVENT_TIME("eventTime"),
    EVENT_NAME("eventName"),
    EVENT_SOURCE("eventSource"),
    REGION("awsRegion"),
    RECIPIENT("recipientAccountId"),
    EVENT_CATEGORY("eventCategory"),
    MANAGEMENT_EVENT("managementEvent"),
    READ_ONLY("readOnly"),
    INSIGHT("insightDetails"),
    TYPE("userIdentity", "type"),
    ARN("userIdentity", "arn"),
    PRINCIPAL_ID("userIdentity", "principalId"),
    ACCOUNT("userIdentity", "accountId"),
    ACCESS_KEY("userIdentity", "accessKeyId"),
    USER_NAME("userIdentity", "userName"),
    INVOKED_BY("userIdentity", "invokedBy"),
    ON_BEHALF_OF("userIdentity", "onBehalfOf", "userId"),
    ISSUER_ARN("userIdentity", "sessionContext", "sessionIssuer", "arn"),
    ISSUER_ID("userIdentity", "sessionContext", "sessionIssuer", "principalId"),
    ISSUER_NAME("userIdentity", "sessionContext", "sessionIssuer", "userName"),
    ISSUED_KEY("responseElements", "credentials", "accessKeyId"),
    ISSUED_ROLE_ARN("responseElements", "assumedRoleUser", "arn"),
    ISSUED_USER_ARN("responseElements", "federatedUser", "arn"),
    ROLE_ARN("requestParameters", "roleArn"),
    IDENTITY_PROVIDER("userIdentity", "identityProvider"),
    SAML_PROVIDER("requestParameters", "principalArn"),
    TRUST_ANCHOR("requestParameters", "trustAnchorArn"),
    SWITCH_FROM("additionalEventData", "SwitchFrom"),
    AUDIT_ID("auditID"),
    API_VERSION("apiVersion"),
    STAGE("stage"),
    RECEIVED("requestReceivedTimestamp"),
    KUBERNETES_USER("user", "username"),
    IMPERSONATED("impersonatedUser", "username"),
    EXTRA_ARN("user", "extra", "arn"),
    EXTRA_ROLE("user", "extra", "canonicalArn"),
    EXTRA_KEY("user", "extra", "accessKeyId"),
    EXTRA_POD("user", "extra", "authentication.kubernetes.io/pod-name"),
    DIGEST("digestStartTime"),
    CONFIGURATION_ITEMS("configurationItems"),
    RECORDS("Records"),
    // An event inside the answer of another tool: as text, or as an object.
    MESSAGE("message"),
    LOGS_INSIGHTS_MESSAGE("@message"),
    RAW("_raw"),
    RESULT("result"),
    RESULT_RAW("result", "_raw"),
    MAP_RAW("map", "_raw"),
    LOOKED_UP("CloudTrailEvent"),
    // EventBridge, a message of SNS, Elastic and what is found there.
    DETAIL("detail"),
    SNS_MESSAGE("Message"),
    SOURCE("_source"),
    ORIGINAL("event", "original"),
    HITS("hits", "hits"),
    FIELD_NAME("field"),
    FIELD_VALUE("value");

    private final String[] path;

    Field(String... path) {
        this.path = path;
    }

    String[] path() {
        return path;
    }
}
