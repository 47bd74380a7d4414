package org.eksrunbook.aws;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.eksrunbook.aws.Lookup.By;
import org.eksrunbook.trail.SearchToken;

/** What to look up for what an incident searches: the ways in which CloudTrail's event history finds the events of principals. */
final class Lookups {

    private static final Pattern ROLE = Pattern.compile("arn:[^:]+:iam::\\d{12}:role/.+");
    /** AttributeValue's limit; some characters count twice. */
    private static final int LONGEST = 1000;

    private final Set<Lookup> lookups = new LinkedHashSet<>();
    private final Set<String> bareIds = new LinkedHashSet<>();
    private final Set<String> tooLong = new LinkedHashSet<>();
    private final Set<String> callersAccounts = new LinkedHashSet<>();

    private Lookups() {}

    /** @param partition of the regions that are searched */
    static Lookups of(Collection<SearchToken> tokens, String partition) {
        Lookups made = new Lookups();
        tokens.forEach(token -> made.add(token, partition));
        return made;
    }

    Set<Lookup> all() {
        return lookups;
    }

    /** Unique ids without a name: no attribute finds them. */
    Set<String> bareIds() {
        return bareIds;
    }

    Set<String> tooLong() {
        return tooLong;
    }

    /** Accounts whose callers are searched by nothing but that: no attribute finds them. */
    Set<String> callersAccounts() {
        return callersAccounts;
    }

    private void add(SearchToken token, String partition) {
        String value = token.value();
        switch (token.kind()) {
            case KEY -> put(By.ACCESS_KEY, value);
            case ISSUED_KEY -> put(By.RESOURCE, value);
            case ISSUED_ARN, TAKES_ROLE -> {
                put(By.RESOURCE, value);
                // What IAM Roles Anywhere hands out is listed under no resource.
                put(By.EVENT_NAME, "CreateSession");
            }
            case ARN, ISSUER_ARN -> caller(value);
            case ID, ISSUER_ID -> id(value);
            case ROLE -> put(By.ROLE_SESSIONS, role(partition, value.split(":", 2)));
            case NAME, SESSION -> put(By.USER_NAME, value);
            case POD_SESSION, POD_ACCOUNT, POD -> {
                put(By.EVENT_NAME, "AssumeRole");
                put(By.EVENT_NAME, "AssumeRoleForPodIdentity");
            }
            case PROVIDER -> put(By.EVENT_NAME, comingIn(value));
            case IDENTITY_USER -> {
                bareIds.add(value);
                // No attribute is a user's id: the portal's calls, and with the sessions that they lead to their names.
                put(By.EVENT_NAME, "GetRoleCredentials");
                put(By.EVENT_NAME, "Federate");
                // Sign-ins bear id and name at once (IAM Identity Center user guide, «Username in sign-in CloudTrail
                // events»).
                put(By.EVENT_NAME, "CredentialChallenge");
                put(By.EVENT_NAME, "UserAuthentication");
                put(By.EVENT_NAME, "AssumeRoleWithSAML");
            }
            case GROUP -> {
                put(By.EVENT_NAME, "RunInstances");
                put(By.EVENT_NAME, "CreateFleet");
            }
            case SWITCHED_FROM -> put(By.EVENT_NAME, "SwitchRole");
            // LookupEvents has no attribute for the account of who called (API reference, LookupAttribute).
            case ACCOUNT -> callersAccounts.add(value);
            case POOL_IDENTITY -> {
                // What an identity pool hands out is a data event, which the event history does not hold.
            }
            case KUBERNETES_USER, KUBERNETES_POD -> {
                // The cluster's audit log knows these; CloudTrail does not.
            }
        }
    }

    /** A role's path is not known here. Who gave its ARN gave it with the path, and that is looked up too. */
    private static String role(String partition, String[] accountAndName) {
        return accountAndName.length < 2
                ? ""
                : "arn:" + partition + ":iam::" + accountAndName[0] + ":role/" + accountAndName[1];
    }

    private void caller(String arn) {
        if (ROLE.matcher(arn).matches()) {
            put(By.ROLE_SESSIONS, arn);
        } else if (arn.endsWith(":root")) {
            put(By.USER_NAME, "root");
        } else {
            put(By.USER_NAME, arn.substring(arn.lastIndexOf('/') + 1));
        }
    }

    private void id(String id) {
        int name = id.indexOf(':');
        if (name > 0) {
            put(By.USER_NAME, id.substring(name + 1));
        } else if (id.matches("\\d{12}")) {
            put(By.USER_NAME, "root");
        } else {
            bareIds.add(id);
        }
    }

    private static String comingIn(String provider) {
        if (provider.matches("arn:[^:]*:iam::[^:]*:saml-provider/.*")) {
            return "AssumeRoleWithSAML";
        }
        return provider.matches("arn:[^:]*:rolesanywhere:.*") ? "CreateSession" : "AssumeRoleWithWebIdentity";
    }

    private void put(By by, String value) {
        if (value.length() > LONGEST) {
            tooLong.add(value);
        } else if (!value.isEmpty()) {
            lookups.add(new Lookup(by, value));
        }
    }
}
