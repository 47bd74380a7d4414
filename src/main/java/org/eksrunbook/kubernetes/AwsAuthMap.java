package org.eksrunbook.kubernetes;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eksrunbook.incident.VisibleText;
import org.eksrunbook.trail.ClusterReport;
import org.eksrunbook.trail.ClusterTopic;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * The ConfigMap {@code aws-auth} in {@code kube-system}: which role or user is which Kubernetes user in which groups ({@code mapRoles},
 * {@code mapUsers}, {@code mapAccounts}; EKS user guide, «Grant IAM users access to Kubernetes with a ConfigMap»). Who took over the cluster may have
 * written it: it is read as plain data, of bounded size and depth, and what cannot be read is a gap.
 */
final class AwsAuthMap {

    private static final int MOST = 1_000;
    private static final int LONGEST = 2_048;
    private static final int MOST_GROUPS = 50;
    private static final Pattern ARN = Pattern.compile("arn:aws[a-z-]*:(?:iam|sts)::(\\d{12}):[\\w+=,.@/-]{1,1000}");
    private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");

    private final List<ClusterReport.Access> entries = new ArrayList<>();
    private final List<String> gaps = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    static AwsAuthMap of(@Nullable Map<String, String> data) {
        AwsAuthMap map = new AwsAuthMap();
        if (data != null) {
            map.rows(data.get("mapRoles"), "mapRoles", "rolearn");
            map.rows(data.get("mapUsers"), "mapUsers", "userarn");
            map.accounts(data.get("mapAccounts"));
        }
        return map;
    }

    List<ClusterReport.Access> entries() {
        return entries;
    }

    List<String> gaps() {
        return gaps;
    }

    /** Sentences for the coverage. */
    List<String> notes() {
        return notes;
    }

    private void rows(@Nullable String text, String field, String arnField) {
        int unread = 0;
        for (Object row : list(text, field)) {
            if (entries.size() >= MOST) {
                gaps.add("there are more than " + MOST + " entries, the others were not read");
                return;
            }
            ClusterReport.Access entry = row instanceof Map<?, ?> fields ? entry(fields, arnField) : null;
            if (entry == null) {
                unread++;
            } else {
                entries.add(entry);
            }
        }
        if (unread > 0) {
            gaps.add(unread + " entries of " + field + " name no role or user, or no Kubernetes user");
        }
    }

    private static ClusterReport.@Nullable Access entry(Map<?, ?> fields, String arnField) {
        String arn = text(fields, arnField);
        String user = text(fields, "username");
        Matcher parts = ARN.matcher(arn);
        if (!parts.matches() || user.isEmpty()) {
            return null;
        }
        List<String> groups = new ArrayList<>();
        if (value(fields, "groups") instanceof List<?> named) {
            named.stream()
                    .filter(String.class::isInstance)
                    .map(group -> shortened((String) group))
                    .limit(MOST_GROUPS)
                    .forEach(groups::add);
        }
        return new ClusterReport.Access(
                ClusterTopic.AUTH_MAP, arn, user.replace("{{AccountID}}", parts.group(1)), groups, List.of());
    }

    private void accounts(@Nullable String text) {
        List<String> accounts = new ArrayList<>();
        int unread = 0;
        int more = 0;
        for (Object account : list(text, "mapAccounts")) {
            String number = number(account);
            if (!ACCOUNT.matcher(number).matches()) {
                unread++;
            } else if (accounts.size() == MOST_GROUPS) {
                more++;
            } else {
                accounts.add(number);
            }
        }
        if (unread > 0) {
            gaps.add(unread + " entries of mapAccounts name no account");
        }
        if (more > 0) {
            gaps.add("mapAccounts names " + more + " accounts more than the " + MOST_GROUPS + " that were read");
        }
        if (!accounts.isEmpty()) {
            notes.add("By the ConfigMap aws-auth everybody in " + String.join(", ", accounts)
                    + " is a Kubernetes user, named by the ARN.");
        }
    }

    /** Without quotation marks a number is one for YAML too. What is no plain value is not looked into: a list may hold itself. */
    private static String number(@Nullable Object account) {
        if (account instanceof Number plain) {
            return String.format(Locale.ROOT, "%012d", plain.longValue());
        }
        return account instanceof String text ? text : "";
    }

    private List<?> list(@Nullable String text, String field) {
        if (text == null || text.isBlank()) {
            return List.of();
        }
        LoaderOptions limits = new LoaderOptions();
        limits.setMaxAliasesForCollections(5);
        limits.setNestingDepthLimit(8);
        limits.setCodePointLimit(1 << 20);
        limits.setAllowDuplicateKeys(false);
        try {
            Object read = new Yaml(new SafeConstructor(limits)).load(text);
            if (read instanceof List<?> rows) {
                return rows;
            }
            gaps.add(field + " is no list");
        } catch (YAMLException | StackOverflowError unreadable) {
            // A list that holds itself as a key has a hash code without end.
            gaps.add(field + " cannot be read");
        }
        return List.of();
    }

    private static @Nullable Object value(Map<?, ?> fields, String name) {
        return fields.entrySet().stream()
                .filter(field -> field.getKey() instanceof String key && name.equalsIgnoreCase(key))
                .map(field -> (Object) field.getValue())
                .filter(java.util.Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static String text(Map<?, ?> fields, String name) {
        return value(fields, name) instanceof String text ? shortened(text) : "";
    }

    private static String shortened(String text) {
        String visible = VisibleText.of(text);
        return visible.length() <= LONGEST ? visible : visible.substring(0, LONGEST);
    }
}
