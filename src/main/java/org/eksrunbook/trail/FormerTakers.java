package org.eksrunbook.trail;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Who took which role before the compromise: one whom a changed trust policy lets in may have been let in by the old one as well. */
final class FormerTakers {

    // A caller's own names, and of a role from elsewhere, whose sessions change, its id; the beginning of a federated
    // caller's id is shared by all.
    private static final List<Token> NAMES = List.of(Token.ARN, Token.ID, Token.ISSUER_ARN);
    private static final String TAKING = "sts.amazonaws.com AssumeRole";
    // Who shows a certificate has no name but his session's, which is the certificate's serial number.
    private static final String BY_CERTIFICATE = "rolesanywhere.amazonaws.com CreateSession";

    private final Map<String, Set<String>> callers = new HashMap<>();
    private final Map<String, Set<String>> addresses = new HashMap<>();
    private final UniqueIds ids;

    FormerTakers(UniqueIds ids) {
        this.ids = ids;
    }

    void remember(Baseline.Doing doing) {
        boolean byCertificate = doing.behaviour().startsWith(BY_CERTIFICATE);
        if (byCertificate || doing.behaviour().startsWith(TAKING)) {
            Set<String> known = callers.computeIfAbsent(doing.behaviour(), role -> new HashSet<>());
            doing.acting().stream()
                    .filter(name -> byCertificate ? Token.ISSUED_ARN.is(name) : isName(name))
                    .forEach(known::add);
            addresses
                    .computeIfAbsent(doing.behaviour(), role -> new HashSet<>())
                    .add(String.valueOf(doing.address()));
        }
    }

    /** Whether the role was taken from there before, by whomever. */
    boolean cameFrom(Sighting taking) {
        return addresses.getOrDefault(Behaviour.of(taking), Set.of()).contains(String.valueOf(taking.address()));
    }

    boolean include(Sighting taking) {
        Set<String> known = callers.getOrDefault(Behaviour.of(taking), Set.of());
        return taking.event() != null && HandedOut.forCertificate(taking.event())
                ? taking.tokens().telling().stream()
                        .filter(Token.ISSUED_ARN::is)
                        .anyMatch(known::contains)
                : taking.acting().stream().filter(this::isName).anyMatch(known::contains);
    }

    private boolean isName(String token) {
        boolean ofRole = Token.ISSUER_ID.is(token) && token.startsWith("AROA", 1);
        return (ofRole || NAMES.stream().anyMatch(kind -> kind.is(token))) && !ids.isEverybodys(token);
    }
}
