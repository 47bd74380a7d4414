package org.eksrunbook.trail;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Users and roles of IAM whom the attacker let into the cluster. What such a one does in AWS is not the attacker's by that; what he asks of the cluster,
 * where he asked nothing before, is done by the way that the attacker opened.
 */
final class LetIn {

    // The ConfigMap's text is YAML that the caller wrote: only ARNs are taken out of it.
    private static final Pattern MAPPED = Pattern.compile(
            "(?:user|role)arn[\"']?\\s{0,9}:\\s{0,9}[\"']?(arn:[a-z-]{3,20}:iam::[0-9]{12}:(?:user|role)/[\\w+=,.@/-]{1,600})");
    private static final List<String> LISTS = List.of("mapUsers", "mapRoles");
    private static final int MOST = 100;

    private final Suspects suspects;
    private final Set<String> accounts;
    private final Set<String> former = new HashSet<>();

    /** @param accounts those of the scope */
    LetIn(Suspects suspects, Set<String> accounts) {
        this.suspects = suspects;
        this.accounts = accounts;
    }

    /** Who asked something of the cluster before the compromise had another way in. */
    void remember(Baseline.Doing doing) {
        if (doing.acting().stream().anyMatch(Token.KUBERNETES_USER::is)) {
            doing.acting().stream()
                    .filter(token -> Token.ARN.is(token) || Token.ISSUER_ARN.is(token))
                    .forEach(former::add);
        }
    }

    /** By an access entry of his own: there was none before. */
    void byEntry(Sighting sighting, String arn, String why) {
        String token = tokenOf(arn);
        Suspect.Condition inCluster = event -> event.audit() != null && !former.contains(token);
        if (Arns.isRole(arn)) {
            // Who took it before the compromise took it for himself.
            suspects.compareWith(Token.TAKES_ROLE.of(arn), "role " + arn);
        }
        suspects.add(Suspect.found(
                                arn,
                                arn,
                                "letIn",
                                "let into the cluster by the attacker, which it had not called before",
                                "medium",
                                sighting.time(),
                                inCluster)
                        .knownBy(token)
                        .unlessItActs(why))
                .because(sighting.eventId());
    }

    /** Whoever takes the role calls as a session of his own; what they share is the role. */
    private static String tokenOf(String arn) {
        return Arns.isRole(arn) ? Token.ISSUER_ARN.of(Arns.withoutPath(arn)) : Token.ARN.of(arn);
    }

    /**
     * By the ConfigMap {@code aws-auth}, which holds everybody who is let in: new are certainly those of other accounts, unless they called before. Of
     * the own accounts nobody but a person can tell who was in it before, so they are listed and not followed, the roles of nodes too: what stands beside a name is his word.
     */
    void mapped(Sighting sighting, AuditEvent event) {
        for (String list : LISTS) {
            String map = Json.text(event.request().path("data"), list);
            if (map != null) {
                listed(sighting, map);
            }
        }
    }

    /** Those of other accounts first: whoever fills the list with names of the own ones hides none of them. */
    private void listed(Sighting sighting, String map) {
        Set<String> others = new LinkedHashSet<>();
        Set<String> ours = new LinkedHashSet<>();
        MAPPED.matcher(map).results().map(found -> found.group(1)).forEach(arn -> {
            (accounts.contains(String.valueOf(Arns.account(arn))) ? ours : others).add(arn);
        });
        String why =
                "is let into the cluster by the ConfigMap aws-auth as the attacker left it: take it out unless it was there before";
        others.stream().limit(MOST).forEach(arn -> byEntry(sighting, arn, why));
        String more = ours.size() > MOST ? "; " + (ours.size() - MOST) + " further names stand in it" : "";
        ours.stream()
                .limit(MOST)
                .forEach(arn -> suspects.consider(
                        sighting, arn, why + "; name it in the scope to have its requests looked at" + more));
    }
}
