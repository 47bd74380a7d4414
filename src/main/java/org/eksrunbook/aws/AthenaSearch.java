package org.eksrunbook.aws;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eksrunbook.trail.SearchToken;
import org.eksrunbook.trail.Token;

/**
 * The condition that finds the events of principals, with their names as parameters. It may find more than was asked for; what is brought home is
 * read by the same reader as any log.
 */
final class AthenaSearch {

    /** A statement holds 262,144 bytes and its values travel with it: so many values one statement is given at most. */
    private static final int MOST_VALUES = 400;

    private static final Map<Token, List<String>> COLUMNS = new LinkedHashMap<>();

    static {
        COLUMNS.put(Token.ARN, List.of("arn"));
        COLUMNS.put(Token.KEY, List.of("accesskeyid"));
        COLUMNS.put(Token.ID, List.of("principalid"));
        COLUMNS.put(Token.ISSUER_ID, List.of("issuerid", "uniqueid"));
        COLUMNS.put(Token.ISSUER_ARN, List.of("issuerarn"));
        COLUMNS.put(Token.ACCOUNT, List.of("accountid"));
        COLUMNS.put(Token.ROLE, List.of("rolekey"));
        COLUMNS.put(Token.NAME, List.of("username", "issuername"));
        COLUMNS.put(Token.SESSION, List.of("sessionname"));
        COLUMNS.put(Token.ISSUED_KEY, List.of("issuedkey"));
        COLUMNS.put(Token.ISSUED_ARN, List.of("issuedarn", "federatedarn"));
        COLUMNS.put(Token.TAKES_ROLE, List.of("takenrole"));
        COLUMNS.put(Token.IDENTITY_USER, List.of("onbehalfuser"));
        COLUMNS.put(Token.SWITCHED_FROM, List.of("switchedfrom"));
    }

    private final List<String> conditions = new ArrayList<>();
    private final List<String> parameters = new ArrayList<>();

    private AthenaSearch() {}

    /** One search, or several where there are too many names for one; none where no name can stand in CloudTrail's logs. */
    static List<AthenaSearch> of(List<SearchToken> tokens) {
        List<AthenaSearch> searches = new ArrayList<>();
        for (int from = 0; from < tokens.size(); from += MOST_VALUES) {
            AthenaSearch search = new AthenaSearch();
            search.addAll(tokens.subList(from, Math.min(tokens.size(), from + MOST_VALUES)));
            if (!search.conditions.isEmpty()) {
                searches.add(search);
            }
        }
        return searches;
    }

    private void addAll(List<SearchToken> tokens) {
        Map<String, List<String>> byColumn = new LinkedHashMap<>();
        boolean pods = false;
        boolean providers = false;
        boolean groups = false;
        boolean pools = false;
        for (SearchToken token : tokens) {
            providers |= token.kind() == Token.PROVIDER;
            groups |= token.kind() == Token.GROUP;
            pools |= token.kind() == Token.POOL_IDENTITY;
            if (token.kind() == Token.POD || token.kind() == Token.POD_ACCOUNT) {
                pods = true;
            } else if (token.kind() == Token.POD_SESSION && AthenaLiteral.isText(token.value())) {
                addBeginning(token.value());
            } else if (AthenaLiteral.isText(token.value())) {
                for (String column : COLUMNS.getOrDefault(token.kind(), List.of())) {
                    byColumn.computeIfAbsent(column, made -> new ArrayList<>()).add(token.value());
                }
            }
        }
        byColumn.forEach(this::add);
        if (pods) {
            // For whom Pod Identity asked stands in a list of tags: all its requests are brought and read.
            conditions.add("podidentity");
        }
        if (providers) {
            // Each of these calls names its provider elsewhere: all of them are brought and read.
            conditions.add("eventname IN ('AssumeRoleWithSAML', 'AssumeRoleWithWebIdentity', 'CreateSession')");
        }
        if (pools) {
            // For which identity stands in the request.
            conditions.add("eventname = 'GetCredentialsForIdentity'");
        }
        if (groups) {
            // From what instances were started stands in a list of tags.
            conditions.add("(eventsource = 'ec2.amazonaws.com' AND eventname IN ('RunInstances', 'CreateFleet'))");
        }
    }

    private void add(String column, List<String> values) {
        List<String> places = new ArrayList<>();
        for (String value : values) {
            List<String> pieces = AthenaLiteral.pieces(value);
            parameters.addAll(pieces);
            places.add(AthenaLiteral.place(pieces.size()));
        }
        conditions.add(column + " IN (" + String.join(", ", places) + ")");
    }

    /** A pod's session is named {@code eks-<cluster>-<pod>} with more behind a hyphen. */
    private void addBeginning(String beginning) {
        for (String condition : List.of("sessionname = ", "starts_with(sessionname, ")) {
            boolean begins = condition.startsWith("starts_with");
            List<String> pieces = AthenaLiteral.pieces(begins ? beginning + "-" : beginning);
            parameters.addAll(pieces);
            conditions.add(condition + AthenaLiteral.place(pieces.size()) + (begins ? ")" : ""));
        }
    }

    String condition() {
        return "(" + String.join(" OR ", conditions) + ")";
    }

    List<String> parameters() {
        return parameters;
    }
}
