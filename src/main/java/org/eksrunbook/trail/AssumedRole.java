package org.eksrunbook.trail;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The parts of {@code arn:<partition>:sts::<account>:assumed-role/<role>/<session>}. A role's path is not in it. */
record AssumedRole(String partition, String accountId, String roleName, String sessionName) {

    private static final Pattern FORM = Pattern.compile("arn:([^:]*):sts::([^:]*):assumed-role/([^/]+)/(.+)");

    static @Nullable AssumedRole of(@Nullable String arn) {
        if (arn == null) {
            return null;
        }
        Matcher parts = FORM.matcher(arn);
        return parts.matches() ? new AssumedRole(parts.group(1), parts.group(2), parts.group(3), parts.group(4)) : null;
    }

    String arn() {
        return "arn:" + partition + ":sts::" + accountId + ":assumed-role/" + roleName + "/" + sessionName;
    }
}
