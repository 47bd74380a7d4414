package org.eksrunbook.trail;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Stack sets that the attacker made or had work done on: what CloudFormation does for them in many accounts is done for him, and what it does in the same hour for those of others is theirs.
 * Sessions that name no stack cannot be told apart and are kept, with that as the reason, unless they are in an account that no operation of his names.
 */
final class StackSets {

    private static final Duration HOUR = Duration.ofHours(1);

    // CloudFormation user guide, «Grant self-managed permissions»: the role where a stack set names none.
    private static final String ADMINISTRATION = "AWSCloudFormationStackSetAdministrationRole";

    /** Takes the roles of service-managed sets, always in the organisation's management account (CloudFormation API reference, CreateStackSet, {@code CallAs}). */
    private static final String ORGANIZATION = "AWSServiceRoleForCloudFormationStackSetsOrgAdmin";

    private static final String SERVICE = "SERVICE_MANAGED";
    private static final String SELF = "SELF_MANAGED";
    private static final String WORKLOAD = "CloudFormation at work for stack sets";

    /** More sessions that name no stack are not listed by name for one operation. */
    private static final int MOST_UNTOLD = 50;

    private final Suspects suspects;
    private final StackSetSessions sessions;
    // The role that its operations begin with, as the attacker named it.
    private final RolesKept<StackSet> administrations = new RolesKept<>();
    private final Map<StackSet, His> his = new HashMap<>();
    private boolean readsServiceManaged;

    /** A set of the attacker's: made by him, or of somebody else and worked on by him. */
    private static final class His {
        /** The targets of his operations, and when the first of them was. */
        private final Map<String, Instant> accounts = new HashMap<>();

        private @Nullable String administration;
        private @Nullable String execution;
        /** Whose permissions it uses; {@code null}: no call of his tells. */
        private @Nullable String model;

        private boolean made;
        /** Sessions that named a set of that name before he made his: one of another Region, or of another administrator, unless they are his. */
        private final Set<String> before = new HashSet<>();

        private boolean everywhere;
    }

    StackSets(Suspects suspects, StackSetSessions sessions) {
        this.suspects = suspects;
        this.sessions = sessions;
    }

    /**
     * Stacks in many accounts. The operation works in them after the answer, for some time; what names a stack of a set that he made is his for ever, of one that he found there within an
     * hour. CreateStackSet alone works in no account: it answers no operation (CloudFormation API reference).
     */
    void operation(Sighting sighting, EventRecord event) {
        StackSet set = StackSet.of(event);
        if (set == null) {
            return;
        }
        boolean works = !event.name().equals("CreateStackSet");
        His known = note(set, event, works);
        learnModel(known, event);
        String model = known.model;
        if (!SERVICE.equals(model)) {
            selfManaged(sighting, event, set, known, works);
        }
        if (!SELF.equals(model)) {
            readsServiceManaged = true;
            // By which role it is taken tells an answer of a log that is asked; one that is read tells by the beginning
            // of the name.
            suspects.compareWith(Token.NAME.of(StackSetSessions.SERVICE_MANAGED), WORKLOAD);
            suspects.compareWith(Token.NAME.of(ORGANIZATION), WORKLOAD);
        }
        if (SERVICE.equals(model)) {
            suspects.consider(
                    sighting,
                    set.name(),
                    "a stack set that acts by the organisation's leave, in each account by a role stacksets-exec-…: the sessions that name its stacks are looked at; what others within an hour of the"
                            + " attacker's operation did without naming a stack is listed and not decided");
        }
        worked(sighting, event, set, known, works, model);
    }

    private His note(StackSet set, EventRecord event, boolean works) {
        His known = his.computeIfAbsent(set, first -> new His());
        boolean news = !works && !known.made;
        known.made |= !works;
        if (works) {
            Set<String> asked = accounts(event.request());
            for (String account : asked) {
                news |= !known.accounts.containsKey(account);
                known.accounts.merge(account, start(event), (one, other) -> one.isBefore(other) ? one : other);
            }
            news |= asked.isEmpty() && !known.everywhere;
            known.everywhere |= asked.isEmpty();
        } else {
            sessions.works().stream()
                    .filter(work -> isOlder(work, event) && work.names(set.name()))
                    .forEach(work -> known.before.add(work.session().arn()));
        }
        String execution = Json.text(event.request(), "executionRoleName");
        known.execution = execution == null ? known.execution : execution;
        if (news) {
            suspects.lookAgain();
        }
        return known;
    }

    private static Instant start(EventRecord event) {
        Instant time = event.time();
        return time == null ? Instant.MIN : time;
    }

    private static boolean isOlder(StackSetSessions.Work work, EventRecord event) {
        Instant first = work.first();
        return first != null && event.time() != null && first.isBefore(event.time());
    }

    private boolean hasNamesake(His known) {
        return known.before.stream().anyMatch(session -> !suspects.isSession(session));
    }

    /**
     * The accounts in which alone an operation works; empty: it does not say. With a filter {@code DIFFERENCE} or {@code UNION} those named are not all, or none of them
     * (CloudFormation API reference, DeploymentTargets).
     */
    private static Set<String> accounts(JsonNode request) {
        JsonNode targets = Json.object(request, "deploymentTargets");
        String filter = Json.text(targets, "accountFilterType");
        boolean alone = !targets.has("organizationalUnitIds") || "INTERSECTION".equals(filter);
        Set<String> accounts = new LinkedHashSet<>();
        request.path("accounts").forEach(one -> accounts.add(one.asText()));
        if (alone && accounts.isEmpty()) {
            targets.path("accounts").forEach(one -> accounts.add(one.asText()));
        }
        return accounts;
    }

    private static void learnModel(His known, EventRecord event) {
        JsonNode request = event.request();
        String told = Json.text(request, "permissionModel");
        if (told == null && request.path("deploymentTargets").has("organizationalUnitIds")) {
            told = SERVICE;
        }
        boolean self = event.name().equals("CreateStackSet")
                || request.has("accounts")
                || request.has("administrationRoleARN")
                || request.has("executionRoleName");
        if (told != null) {
            known.model = told;
        } else if (self && known.model == null) {
            known.model = SELF;
        }
    }

    private void selfManaged(Sighting sighting, EventRecord event, StackSet set, His known, boolean works) {
        administrations.keep(set, event.time(), Json.text(event.request(), "administrationRoleARN"));
        String kept = administrations.at(set, event.time());
        String role = kept != null
                ? kept
                : Arns.role(Arns.partition(event.identity().arn()), event.accountId(), ADMINISTRATION);
        known.administration = role;
        if (kept == null && !known.made) {
            suspects.consider(
                    sighting,
                    set.name(),
                    "a stack set that was there before, on which the attacker had work done: if it acts by other roles than the usual ones (describe-stack-set tells), name their sessions in the"
                            + " scope to have their calls looked at");
        }
        String execution = known.execution == null ? StackSetSessions.EXECUTION : known.execution;
        suspects.compareWith(Token.NAME.of(execution), WORKLOAD);
        Instant from = event.time();
        if (works) {
            // Without an end it would be a way for those alone that name the set.
            Instant until = from == null ? Instant.MAX : from.plus(HOUR);
            open(role, set, within(set, event), from, until);
        } else {
            open(role, set, "taken by CloudFormation for " + set.called() + ", which the attacker made", from, null);
        }
        suspects.consider(
                sighting,
                role,
                "stack sets act by it: its sessions for CloudFormation that work for the attacker's set, or within an hour of his operation for one that is not told, are looked at, the role as a"
                        + " whole is not his by that alone");
    }

    private void open(String role, StackSet set, String how, @Nullable Instant from, @Nullable Instant until) {
        suspects.open(
                Token.TAKES_ROLE.of(role),
                new Way(how, "cloudformation", null, "medium", from)
                        .until(until)
                        .forStackSet(set));
    }

    private static String within(StackSet set, EventRecord event) {
        return "taken by CloudFormation for " + set.called() + ", within an hour of " + event.name()
                + " by the attacker";
    }

    /** Whether a session that takes the way is, or may be, his set's; one that is taken tells with which it goes on. */
    boolean isTaken(Way way, Sighting taking, EventRecord event) {
        StackSet set = way.stackSet();
        if (set == null) {
            return true;
        }
        StackSetSessions.Session session = StackSetSessions.Session.of(event);
        // Whatever comes out later: what it did has been read then.
        compare(session);
        if (way.until() == null) {
            His one = his.get(set);
            return (one == null || !hasNamesake(one)) && sessions.told(session).names(set.name());
        }
        for (StackSetSessions.Session one : sessions.takenBy(session)) {
            compare(one);
            elsewhere(taking, set, one);
        }
        return condition(set).holds(taking);
    }

    private void compare(StackSetSessions.Session session) {
        if (session.key() != null) {
            suspects.compareWith(Token.KEY.of(session.key()), WORKLOAD);
        }
    }

    private void elsewhere(Sighting taking, StackSet set, StackSetSessions.Session session) {
        boolean untold = sessions.told(session).sets().isEmpty();
        if (untold && session.arn() != null && !worksIn(set, Arns.account(session.arn()), taking.time())) {
            suspects.consider(
                    taking.eventId(),
                    taking.time(),
                    session.arn(),
                    "taken by CloudFormation for a stack set",
                    "undecided: no stack that it worked on is in the logs that were read, and it is in an account that no operation of the attacker's on "
                            + set.called() + " names; name it in the scope to have its calls looked at");
        }
    }

    /** Which events of a session that CloudFormation took for a set are the set's. */
    Suspect.Condition condition(StackSet set) {
        return event -> event.event() == null || isOf(set, event.event());
    }

    private boolean isOf(StackSet set, EventRecord event) {
        if (!SessionsIssued.isTaking(event)) {
            StackSetSessions.Told told = sessions.told(StackSetSessions.Session.by(event));
            return told.names(set.name()) || !told.whole();
        }
        StackSetSessions.Told told = sessions.told(StackSetSessions.Session.of(event));
        // The administration role is no target's.
        return told.names(set.name())
                || !told.whole()
                        && (event.identity().isService()
                                || worksIn(set, Arns.account(Json.text(event.request(), "roleArn")), event.time()));
    }

    /** Whether an operation of his may work in the account at that moment. */
    private boolean worksIn(StackSet set, @Nullable String account, @Nullable Instant time) {
        His one = his.get(set);
        if (one == null || account == null || one.everywhere) {
            return true;
        }
        Instant first = one.accounts.get(account);
        return first != null && (time == null || !time.isBefore(first));
    }

    /** Why a session counts that names no stack; empty where it names one. */
    String reason(EventRecord taking) {
        StackSetSessions.Told told = sessions.told(StackSetSessions.Session.of(taking));
        return told.whole()
                ? ""
                : "; not all that it worked on is in the logs that were read: it may have worked for another stack set, which nothing tells";
    }

    /** Somebody takes a role of a service-managed set: what an answer of a log that is asked leads on with. */
    void seeTaking(EventRecord event) {
        String role = Arns.name(Json.text(event.request(), "roleArn"));
        if (readsServiceManaged && role != null && role.startsWith(StackSetSessions.SERVICE_MANAGED)) {
            suspects.compareWith(Token.NAME.of(role), WORKLOAD);
        }
    }

    /**
     * Sessions to which no way leads: the role that takes those with service-managed permissions is the service's own, the administration role may be another than the attacker's calls tell, and
     * the log of the taking may be missing. Those that name a stack of the set are the set's.
     */
    private void worked(
            Sighting sighting, EventRecord event, StackSet set, His known, boolean works, @Nullable String model) {
        Instant from = event.time();
        int untold = 0;
        for (StackSetSessions.Work work : sessions.works()) {
            Instant first = work.first();
            boolean inTime = works && (from == null || first == null || !first.isAfter(from.plus(HOUR)));
            boolean early = from != null && first != null && first.isBefore(from);
            boolean names = work.namesAfter(set.name(), from);
            boolean silent = work.named().isEmpty() && inTime && !early;
            if (!names && !silent || !isOfModel(work, model) || !mayBeOf(work, known, event)) {
                continue;
            }
            String arn = work.session().arn();
            if (names && (inTime || known.made && !hasNamesake(known))) {
                if (!work.isServiceManaged() && taker(work) == null) {
                    // Which administrator's set it was tells the log of who took it.
                    suspects.compareWith(Token.ISSUED_ARN.of(arn), WORKLOAD);
                }
                // Who got them is no suspect: a role of the service's own, or one of which the logs do not tell more.
                work.keys().forEach(key -> suspects.note(key, true));
                String how = inTime
                        ? within(set, event) + "; it named a stack of the set"
                        : "worked for " + set.called() + ", which the attacker made, and named a stack of it";
                suspects.add(Suspect.found(arn, arn, "session", how, "medium", from, condition(set))
                                .knownBy(Token.ARN.of(arn))
                                .worksFor(set))
                        .because(sighting.eventId());
            } else if (names && untold++ < MOST_UNTOLD) {
                suspects.consider(
                        sighting.eventId(),
                        sighting.time(),
                        arn,
                        "worked for a stack set",
                        "undecided: it named a stack of " + set.called() + " more than an hour after " + event.name()
                                + " by the attacker; if it is the set that he worked on, name it in the scope to have its calls looked at");
            } else if (silent && !isOnTheWay(work, known) && untold++ < MOST_UNTOLD) {
                suspects.consider(
                        sighting.eventId(),
                        sighting.time(),
                        arn,
                        "worked for a stack set",
                        "undecided: CloudFormation worked in it within an hour of " + event.name()
                                + " by the attacker, and no call that was read tells for which stack set; name it in the scope to have its calls looked at");
            }
        }
    }

    private static boolean isOfModel(StackSetSessions.Work work, @Nullable String model) {
        return model == null || model.equals(SERVICE) == work.isServiceManaged();
    }

    /** Whoever else calls a stack so is no execution role; another administrator may have a set of the same name. */
    private boolean mayBeOf(StackSetSessions.Work work, His known, EventRecord event) {
        String role = work.session().roleName();
        AssumedRole taker = work.isServiceManaged() ? null : taker(work);
        return (StackSetSessions.isExecution(role) || role.equals(known.execution))
                && (taker == null || taker.accountId().equals(event.accountId()));
    }

    /** Whether it was taken with the role to which the attacker's operation opened the way, which decides on it. */
    private boolean isOnTheWay(StackSetSessions.Work work, His known) {
        AssumedRole taker = taker(work);
        return taker != null && taker.roleName().equals(Arns.name(known.administration));
    }

    private @Nullable AssumedRole taker(StackSetSessions.Work work) {
        return sessions.taker(work.session());
    }
}
