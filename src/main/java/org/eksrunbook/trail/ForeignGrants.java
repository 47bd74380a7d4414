package org.eksrunbook.trail;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eksrunbook.trail.Finding.Resource;

/**
 * Accounts elsewhere to which the attacker opened a resource by the resource's own policy, a grant or a share (IAM user guide, «Cross account resource
 * access in IAM»). What they take from that resource afterwards they take by a way of his; an account that was here before may have had another.
 */
final class ForeignGrants {

    // More than the longest policy of a bucket has room for.
    private static final int MOST = 1_500;

    private final Suspects suspects;
    private final Set<String> accounts;
    private final Classifier classifier = Classifier.standard();
    private final Set<String> former = new HashSet<>();
    private final Set<String> untold = new HashSet<>();

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
        Set<String> named = Boolean.TRUE.equals(event.readOnly()) ? Set.of() : named(event);
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
        named.stream().skip(MOST).forEach(untold::add);
    }

    /** What was named beside too many others. */
    Optional<String> told() {
        return untold.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        untold.size()
                                + " further accounts to which the attacker opened something were not looked for: what they took is not among the findings.");
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
                                .asking(List.of(event.accountId(), opened))
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

    /** Accounts outside the scope to which the request gives something. */
    private Set<String> named(EventRecord event) {
        Set<String> named = GrantedAccounts.of(event);
        named.removeAll(accounts);
        named.remove(event.accountId());
        named.remove(String.valueOf(event.identity().accountId()));
        return named;
    }
}
