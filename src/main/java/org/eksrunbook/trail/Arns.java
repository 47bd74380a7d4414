package org.eksrunbook.trail;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** ARNs of IAM, as far as the trail reads them. */
final class Arns {

    private static final Pattern IAM = Pattern.compile("arn:([^:]*):iam::([^:]*):(user|role)/(?:.*/)?([^/]+)");
    private static final Pattern SERVICE_LINKED = Pattern.compile(
            "arn:[^:]*:iam::[^:]*:role/aws-service-role/.*|arn:[^:]*:sts::[^:]*:assumed-role/AWSServiceRoleFor.*");
    private static final Pattern ACCOUNT = Pattern.compile("arn:[^:]*:[^:]*:[^:]*:([^:]*):.*", Pattern.DOTALL);

    private Arns() {}

    static boolean isRole(@Nullable String arn) {
        Matcher parts = IAM.matcher(arn == null ? "" : arn);
        return parts.matches() && parts.group(3).equals("role");
    }

    static boolean isUser(@Nullable String arn) {
        Matcher parts = IAM.matcher(arn == null ? "" : arn);
        return parts.matches() && parts.group(3).equals("user");
    }

    /** The name at the end of a user's or role's ARN. */
    static @Nullable String name(@Nullable String arn) {
        Matcher parts = IAM.matcher(arn == null ? "" : arn);
        return parts.matches() ? parts.group(4) : null;
    }

    static @Nullable String account(@Nullable String arn) {
        Matcher parts = ACCOUNT.matcher(arn == null ? "" : arn);
        return parts.matches() && !parts.group(1).isEmpty() ? parts.group(1) : null;
    }

    static String partition(@Nullable String arn) {
        return arn != null && arn.startsWith("arn:") && arn.indexOf(':', 4) > 4
                ? arn.substring(4, arn.indexOf(':', 4))
                : "aws";
    }

    static String user(String partition, String account, String name) {
        return "arn:" + partition + ":iam::" + account + ":user/" + name;
    }

    static String role(String partition, String account, String name) {
        return "arn:" + partition + ":iam::" + account + ":role/" + name;
    }

    /** A role's ARN as EKS writes it for those who call the cluster: without the role's path. */
    static String withoutPath(String role) {
        String name = name(role);
        String account = account(role);
        return name == null || account == null || !isRole(role) ? role : role(partition(role), account, name);
    }

    /** The ARN of a role's session; {@code null} where the role's ARN is none. */
    static @Nullable String session(String roleArn, String sessionName) {
        String name = name(roleArn);
        String account = account(roleArn);
        return name == null || account == null || !isRole(roleArn)
                ? null
                : new AssumedRole(partition(roleArn), account, name, sessionName).arn();
    }

    /** Only AWS makes roles below the path {@code /aws-service-role/} (IAM user guide, «Service-linked roles»); anybody may write it further behind, or name a session like such a role. */
    static boolean isServiceLinked(@Nullable String arn) {
        return arn != null && SERVICE_LINKED.matcher(arn).matches();
    }

    /** EKS writes ARNs encoded for URLs in some of its events. */
    static String decoded(String arn) {
        try {
            return arn.contains("%") ? URLDecoder.decode(arn, StandardCharsets.UTF_8) : arn;
        } catch (IllegalArgumentException noEncoding) {
            return arn;
        }
    }
}
