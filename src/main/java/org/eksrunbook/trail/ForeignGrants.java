package org.eksrunbook.trail;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.eksrunbook.trail.Finding.Resource;
import org.jspecify.annotations.Nullable;

/**
 * Accounts elsewhere to which the attacker opened a resource by the resource's own policy, a grant or a share (IAM user guide, «Cross account resource
 * access in IAM»). What they take from that resource afterwards they take by a way of his; an account that was here before may have had another.
 */
final class ForeignGrants {

    private static final int MOST = 20;

    private final Suspects suspects;
    private final Set<String> accounts;
    private final Classifier classifier = Classifier.standard();
    private final Set<String> former = new HashSet<>();

    /** @param accounts those of the scope */
    ForeignGrants(Suspects suspects, Set<String> accounts) {
        this.suspects = suspects;
        this.accounts = accounts;
    }

    /** Accounts from which somebody called before the compromise. */
    void remember(Baseline.Doing doing) {
        doing.acting().stream().filter(Token.ACCOUNT::is).forEach(former::add);
    }

    void opened(Sighting sighting, EventRecord event) {
        boolean ofIam = event.source().startsWith("iam.") || event.source().startsWith("sts.");
        Set<String> named = ofIam || Boolean.TRUE.equals(event.readOnly()) ? Set.of() : named(event);
        if (named.isEmpty()) {
            return;
        }
        Finding finding = classifier.judge(event);
        boolean changes = finding.is(Category.MODIFIED) || finding.is(Category.CREATED);
        if (!changes || finding.resources().isEmpty()) {
            return;
        }
        List<Resource> opened = finding.resources();
        named.stream().limit(MOST).forEach(account -> letIn(sighting, event, account, opened));
    }

    private void letIn(Sighting sighting, EventRecord event, String account, List<Resource> opened) {
        String token = Token.ACCOUNT.of(account);
        String what = opened.get(0).id();
        Suspect.Condition takesIt = taking -> taking.event() != null
                && taking.event().accountId().equals(event.accountId())
                && !former.contains(token)
                && touches(taking.event(), opened);
        suspects.add(
                        Suspect.found(
                                        account,
                                        null,
                                        "letIn",
                                        "let in to " + what + " by the attacker with " + event.name(),
                                        "medium",
                                        sighting.time(),
                                        takesIt)
                                .knownBy(token)
                                .unlessItActs(
                                        "was let in to " + what
                                                + " by the attacker: take the permission back; what the account calls is not the attacker's by that alone"))
                .because(sighting.eventId());
    }

    private boolean touches(EventRecord taking, List<Resource> opened) {
        return classifier.judge(taking).resources().stream()
                .anyMatch(one -> opened.stream().anyMatch(other -> same(one, other)));
    }

    private static boolean same(Resource one, Resource other) {
        boolean byArn = one.arn() != null && one.arn().equals(other.arn());
        return byArn || one.type().equals(other.type()) && one.id().equals(other.id());
    }

    /** Accounts outside the scope that the request names: by themselves, in ARNs of their principals, in a policy. */
    private Set<String> named(EventRecord event) {
        Set<String> named = new LinkedHashSet<>();
        for (Leaf leaf : Leaf.of(event.request())) {
            String value = leaf.value();
            if (value.startsWith("{")) {
                TrustedByPolicy policy = TrustedByPolicy.of(value);
                named.addAll(policy.accounts());
                policy.arns().forEach(arn -> add(named, Arns.account(arn)));
            } else if (value.matches("\\d{12}")) {
                named.add(value);
            } else if (value.startsWith("arn:") && (value.contains(":iam::") || value.contains(":sts::"))) {
                add(named, Arns.account(value));
            }
        }
        named.removeAll(accounts);
        named.remove(event.accountId());
        named.remove(String.valueOf(event.identity().accountId()));
        return named;
    }

    private static void add(Set<String> named, @Nullable String account) {
        if (account != null && account.matches("\\d{12}")) {
            named.add(account);
        }
    }
}
