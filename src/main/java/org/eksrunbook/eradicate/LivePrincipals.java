package org.eksrunbook.eradicate;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.eksrunbook.action.LivePrincipal;
import org.eksrunbook.incident.Incident;
import org.eksrunbook.trail.Category;
import org.eksrunbook.trail.Finding;
import org.eksrunbook.trail.FindingFilter;
import org.eksrunbook.trail.Findings;
import org.eksrunbook.trail.Principal;
import org.eksrunbook.trail.Principals;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What of the attack may still act: keys, passwords, sessions, access entries, bindings. Derived from principals and findings. */
@Component
class LivePrincipals {

    /** Doors that the attacker opened without being a principal themselves. */
    private static final Map<String, String> DOORS = Map.of(
            "AWS::EKS::AccessEntry", "accessEntry",
            "AWS::EKS::PodIdentityAssociation", "podIdentity",
            "Kubernetes::ClusterRoleBinding", "roleBinding",
            "Kubernetes::RoleBinding", "roleBinding",
            "AWS::IAM::AccessKey", "accessKey",
            "AWS::IAM::LoginProfile", "login");

    /** Handed out to the attacker, they act until they end, whether a call of theirs was recorded or not. */
    private static final Set<String> SESSIONS = Set.of("session", "sessionKey");

    /** Known by a user's name, which may be another one now. */
    private static final Set<String> USERS = Set.of("user", "name", "consoleLogin");

    private final Principals principals;
    private final Findings findings;
    private final Clock clock;

    LivePrincipals(Principals principals, Findings findings, Clock clock) {
        this.principals = principals;
        this.findings = findings;
        this.clock = clock;
    }

    List<LivePrincipal> of(Incident incident) {
        List<Finding> identity = new ArrayList<>();
        findings.forEach(
                incident.id(), new FindingFilter(Category.IDENTITY.word(), null, null, true, null), identity::add);
        Map<String, LivePrincipal> alive = new LinkedHashMap<>();
        List<Principal> all = principals.all(incident.id());
        Set<String> renamed = renamed(all);
        for (Principal principal : all) {
            boolean asWhoHeWas = USERS.contains(principal.type())
                    && principal.renamedTo() == null
                    && renamed.contains(principal.arn());
            if (asWhoHeWas || !principal.included() && !(principal.watched() && SESSIONS.contains(principal.type()))) {
                continue;
            }
            String key = key(principal.type(), principal.id());
            for (LivePrincipal one : live(incident, principal, identity)) {
                boolean underFormerName =
                        principal.renamedTo() != null && !principal.renamedTo().equals(one.arn());
                alive.putIfAbsent(underFormerName ? key + "\nanew" : key, one);
            }
        }
        for (Finding finding : identity) {
            openedDoors(finding).forEach(door -> alive.putIfAbsent(key(door.type(), door.id()), door));
        }
        return List.copyOf(alive.values());
    }

    /** By which ARNs users of the attack are called now who were renamed: each is cut once, by this ARN, as whom he was known by the old one. */
    private static Set<String> renamed(List<Principal> all) {
        Set<String> renamed = new HashSet<>();
        for (Principal principal : all) {
            if (principal.included() && USERS.contains(principal.type()) && principal.renamedTo() != null) {
                renamed.add(principal.renamedTo());
            }
        }
        return renamed;
    }

    /** A renamed one by the name that he has now; two where the attacker gave the name that was free again to a user of his own making. */
    private List<LivePrincipal> live(Incident incident, Principal principal, List<Finding> identity) {
        String renamed = principal.renamedTo() == null ? null : firstRename(identity, principal);
        List<Finding> making = identity.stream()
                .filter(finding -> finding.is(Category.CREATED) && names(finding, principal))
                .toList();
        boolean made = making.stream()
                .anyMatch(finding -> renamed == null || finding.eventTime().compareTo(renamed) < 0);
        LivePrincipal now = live(
                incident, principal, principal.renamedTo() == null ? principal.arn() : principal.renamedTo(), made);
        boolean madeAnew = renamed != null
                && making.stream()
                        .anyMatch(finding -> finding.eventName().equals("CreateUser")
                                && finding.eventTime().compareTo(renamed) >= 0);
        return madeAnew ? List.of(now, live(incident, principal, principal.arn(), true)) : List.of(now);
    }

    private LivePrincipal live(Incident incident, Principal principal, @Nullable String arn, boolean made) {
        return new LivePrincipal(
                principal.id(),
                arn,
                principal.type(),
                account(incident, principal),
                incident.scope().region(),
                null,
                made,
                clock.instant(),
                principal.evidence(),
                principal.source());
    }

    private static @Nullable String firstRename(List<Finding> identity, Principal principal) {
        return identity.stream()
                .filter(finding -> finding.eventName().equals("UpdateUser") && names(finding, principal))
                .map(Finding::eventTime)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    /** A key's name tells no account: the first of its calls does, or the call that made it. */
    private String account(Incident incident, Principal principal) {
        Stream<String> names = Stream.of(principal.arn(), principal.id()).filter(Objects::nonNull);
        Stream<String> callers = principal.type().equals("accessKey")
                ? findings.page(incident.id(), new FindingFilter(null, principal.id(), null, null, null), 0, 1).stream()
                        .flatMap(finding -> Stream.of(finding.principal(), finding.accountId()))
                : Stream.empty();
        Stream<String> makers = principal.type().equals("accessKey")
                ? findings.page(incident.id(), new FindingFilter(null, null, principal.id(), true, null), 0, 1).stream()
                        .map(Finding::accountId)
                : Stream.empty();
        return Stream.of(names, callers, makers)
                .flatMap(each -> each)
                .map(LivePrincipals::accountIn)
                .filter(account -> !account.isEmpty())
                .findFirst()
                .orElse(incident.scope().accountId());
    }

    private static String accountIn(String name) {
        String[] parts = name.split(":", 6);
        String account = parts.length == 6 ? parts[4] : name;
        return account.matches("\\d{12}") ? account : "";
    }

    private static boolean names(Finding finding, Principal principal) {
        // A Kubernetes user has no ARN but its name: id and ARN may be the same.
        Set<String> called = new HashSet<>(Arrays.asList(principal.id(), principal.arn()));
        return finding.resources().stream()
                .anyMatch(one -> called.contains(one.id()) || (one.arn() != null && called.contains(one.arn())));
    }

    private List<LivePrincipal> openedDoors(Finding finding) {
        return finding.resources().stream()
                .filter(one -> DOORS.containsKey(one.type()) && opens(finding))
                .map(one -> new LivePrincipal(
                        one.id(),
                        one.arn(),
                        DOORS.getOrDefault(one.type(), one.type()),
                        finding.accountId(),
                        finding.region(),
                        null,
                        finding.is(Category.CREATED),
                        clock.instant(),
                        List.of(finding.eventId()),
                        finding.why()))
                .toList();
    }

    private static boolean opens(Finding finding) {
        return finding.is(Category.CREATED) || finding.is(Category.MODIFIED);
    }

    private static String key(String type, String id) {
        return type + "\n" + id;
    }
}
