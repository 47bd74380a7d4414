package org.eksrunbook.awsdouble;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Whose each access key is. */
final class AwsKeys {

    /** The server's own key. */
    static final String SERVER = "AKIADOUBLESERVER";

    private final Map<String, String> arns = new ConcurrentHashMap<>();
    private final AtomicLong issued = new AtomicLong(1_000_000_000_000_000L);

    AwsKeys(String serverAccount) {
        arns.put(SERVER, "arn:aws:sts::" + serverAccount + ":assumed-role/runbook-server/i-0123456789abcdef0");
    }

    /** A key of a session of that role. */
    String issue(String roleArn, String session) {
        String key = "ASIA" + issued.getAndIncrement();
        arns.put(key, roleArn.replace(":iam::", ":sts::").replace(":role/", ":assumed-role/") + "/" + session);
        return key;
    }

    String arn(String key) {
        String arn = arns.get(key);
        if (arn == null) {
            throw new AwsRefusal(403, "InvalidClientTokenId", "The security token included in the request is invalid.");
        }
        return arn;
    }

    String account(String key) {
        return arn(key).split(":", -1)[4];
    }
}
