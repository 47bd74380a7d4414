package org.eksrunbook.trail;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Temporary credentials that were handed out: who holds them is the attacker where he asked for them, or where a way of his was taken. */
final class SessionsIssued {

    private static final Set<String> TAKING = Set.of(
            "AssumeRole",
            "AssumeRoleWithSAML",
            "AssumeRoleWithWebIdentity",
            "AssumeRoot",
            "AssumeRoleForPodIdentity",
            "GetCredentialsForIdentity");

    private final Suspects suspects;
    private final StackSets stackSets;

    SessionsIssued(Suspects suspects, StackSets stackSets) {
        this.suspects = suspects;
        this.stackSets = stackSets;
    }

    /** Whether the call takes on a role. */
    static boolean isTaking(EventRecord event) {
        return TAKING.contains(event.name()) || HandedOut.forCertificate(event);
    }

    /** Taken by a suspect, or by a service in a suspect's name. */
    void by(Sighting sighting, EventRecord event, Suspect actor) {
        String service = event.identity().invokedBy();
        boolean byService = service != null && service.endsWith(".amazonaws.com");
        String how =
                byService ? "taken by " + service + " on behalf of " + actor.id() : event.name() + " by " + actor.id();
        // By his own beginning a session takes no further role: what others do by that role is no comparison for him.
        String workload = isItself(actor, event) ? null : actor.workloadHandedOn();
        if (!actor.stackSets().isEmpty()) {
            forStackSets(sighting, event, how, actor);
            return;
        }
        Suspect taken = session(sighting, event, how, byService ? "medium" : "high", workload, event.time());
        if (taken != null && actor.isInside()) {
            taken.worksInside();
        }
    }

    private static boolean isItself(Suspect actor, EventRecord event) {
        String arn = Json.text(HandedOut.session(event), "arn");
        return arn != null && actor.tokens().contains(Token.ARN.of(arn));
    }

    /** Taken before the compromise for a pod that the attacker is in: its credentials lie there. */
    void living(Sighting sighting, EventRecord event, Suspect pod, Instant since) {
        Suspect living = session(
                sighting, event, "alive in " + pod.id() + " at the compromise", "medium", pod.workload(), since);
        if (living != null) {
            living.unlessItActs("alive in " + pod.id() + " at the compromise; no call of it was found since then");
        }
    }

    /**
     * Taken before the compromise by one whose credentials the attacker has: by the owner, who may go on with it, or by the attacker before the time that was told.
     * What is done with it from an address of the attacker's is his.
     */
    void livingOf(Sighting sighting, EventRecord event, Suspect taker, Instant since, Workloads workloads) {
        String how = "taken by " + taker.id() + " before the compromise";
        String advice = "; if he had the credentials by then, set the time of the compromise earlier";
        usedByHim(sighting, event, how, advice, since, workloads);
    }

    /** Taken by the owner of stolen credentials in his ordinary work: it may be stolen where they were, and is the owner's elsewhere. */
    void takenAsUsual(Sighting sighting, EventRecord event, Suspect owner, Workloads workloads) {
        String how = "taken by " + owner.id() + " as before the compromise";
        usedByHim(sighting, event, how, "", event.time(), workloads);
    }

    private void usedByHim(
            Sighting sighting,
            EventRecord event,
            String how,
            String advice,
            @Nullable Instant since,
            Workloads workloads) {
        String key = HandedOut.key(event);
        if (key != null) {
            suspects.add(Suspect.found(
                                    key,
                                    Json.text(HandedOut.session(event), "arn"),
                                    "sessionKey",
                                    how + ", and used from an address of the attacker's",
                                    "medium",
                                    since,
                                    used -> workloads.isAttackers(used.address()))
                            .knownBy(Token.KEY.of(key))
                            .unlessItActs(
                                    how + ": nothing was done with it from an address of the attacker's" + advice))
                    .because(sighting.eventId());
        }
    }

    /** Taken by whoever came in for the attacker before, under the same name and from the same address. */
    void again(Sighting sighting, EventRecord event, Suspect before) {
        String how = "came in under the name and from the address of " + before.id()
                + ", from which nobody came in by that name before the compromise";
        if (before.stackSets().isEmpty()) {
            session(sighting, event, how, "medium", null, event.time());
        } else {
            forStackSets(sighting, event, how, before);
        }
    }

    /** With a session in which CloudFormation works for a stack set it goes on for that one, and for others. */
    private void forStackSets(Sighting sighting, EventRecord event, String how, Suspect actor) {
        for (StackSet set : List.copyOf(actor.stackSets())) {
            if (stackSets.condition(set).holds(sighting)) {
                forStackSet(sighting, event, how + ", for " + set.called(), "medium", set);
            }
        }
    }

    private void forStackSet(Sighting sighting, EventRecord event, String how, String confidence, StackSet set) {
        session(sighting, event, how + stackSets.reason(event), confidence, null, event.time(), set);
    }

    /** Taken by a way that the attacker opened. */
    void by(Sighting sighting, EventRecord event, Way way) {
        if (way.stackSet() == null) {
            session(sighting, event, way.how(), way.confidence(), way.workload(), event.time());
        } else {
            forStackSet(sighting, event, way.how(), way.confidence(), way.stackSet());
        }
    }

    private @Nullable Suspect session(
            Sighting sighting,
            EventRecord event,
            String how,
            String confidence,
            @Nullable String workload,
            @Nullable Instant since) {
        return session(sighting, event, how, confidence, workload, since, null);
    }

    private @Nullable Suspect session(
            Sighting sighting,
            EventRecord event,
            String how,
            String confidence,
            @Nullable String workload,
            @Nullable Instant since,
            @Nullable StackSet stackSet) {
        String arn = Json.text(HandedOut.session(event), "arn");
        String role = Json.text(event.request(), "roleArn");
        String key = HandedOut.key(event);
        if (Arns.isServiceLinked(role)) {
            suspects.consider(sighting, role, "a service-linked role at work: only its service can take it");
            return null;
        }
        if (arn == null && role != null) {
            String sessionName = Json.text(event.request(), "roleSessionName");
            arn = sessionName == null ? null : Arns.session(role, sessionName);
        }
        if (arn == null) {
            // AssumeRoot names no session: the root user's key is all that tells it, and he is another account's.
            // So does an identity pool, whose sessions all bear one name.
            Suspect his = key(sighting, event, key, how, rootOf(event));
            if (his != null && sighting.comesIn()) {
                suspects.cameIn(sighting, his);
            }
            return his;
        }
        Suspect.Condition condition = stackSet == null ? Suspect.ALWAYS : stackSets.condition(stackSet);
        Suspect session = Suspect.found(arn, arn, "session", how, confidence, since, condition)
                .knownBy(
                        Token.ARN.of(arn),
                        Token.KUBERNETES_USER.of(arn),
                        Token.SWITCHED_FROM.of(arn),
                        Token.ISSUED_ARN.of(arn));
        String id = Json.text(HandedOut.session(event), "assumedRoleId");
        if (id != null) {
            session.knownBy(Token.ID.of(id));
        }
        if (stackSet != null) {
            session.worksFor(stackSet);
        }
        if (key != null) {
            session.knownBy(Token.KEY.of(key));
            suspects.note(key, true);
        }
        if (workload != null) {
            session.worksAs(workload);
            if (role != null) {
                suspects.compareWith(Token.ISSUER_ARN.of(role), workload);
            }
        }
        Suspect his = suspects.add(session).because(sighting.eventId());
        if (sighting.comesIn()) {
            suspects.cameIn(sighting, his);
        }
        return his;
    }

    /** The console's change of role: the session that it leads to is the attacker's. */
    void switched(Sighting sighting, EventRecord event, Suspect from) {
        String arn = event.identity().arn();
        if (arn != null && !arn.equals(from.arn())) {
            String how = "role switched in the console by " + from.id();
            suspects.add(Suspect.found(arn, arn, "session", how, "high", event.time())
                            .knownBy(Token.ARN.of(arn), Token.SWITCHED_FROM.of(arn), Token.KUBERNETES_USER.of(arn)))
                    .because(sighting.eventId());
        }
    }

    void token(Sighting sighting, EventRecord event) {
        key(
                sighting,
                event,
                HandedOut.key(event),
                event.name() + " by " + event.identity().principal(),
                event.identity().arn());
    }

    /** The root user whom AssumeRoot is asked for; the API takes his account's id or his ARN. */
    private static @Nullable String rootOf(EventRecord event) {
        String target = Json.text(event.request(), "targetPrincipal");
        return target != null && target.matches("\\d{12}")
                ? "arn:" + Arns.partition(event.identity().arn()) + ":iam::" + target + ":root"
                : target;
    }

    private @Nullable Suspect key(
            Sighting sighting, EventRecord event, @Nullable String key, String how, @Nullable String arn) {
        if (key == null) {
            return null;
        }
        suspects.note(key, true);
        return suspects.add(Suspect.found(key, arn, "sessionKey", how, "high", event.time())
                        .knownBy(Token.KEY.of(key)))
                .because(sighting.eventId());
    }

    void federation(Sighting sighting, EventRecord event) {
        String arn = Json.text(Json.object(event.response(), "federatedUser"), "arn");
        String key = HandedOut.key(event);
        if (arn == null) {
            return;
        }
        String how = "GetFederationToken by " + event.identity().principal();
        Suspect federated = Suspect.found(arn, arn, "session", how, "high", event.time())
                .knownBy(Token.ARN.of(arn), Token.ISSUED_ARN.of(arn), Token.SWITCHED_FROM.of(arn));
        if (key != null) {
            federated.knownBy(Token.KEY.of(key));
            suspects.note(key, true);
        }
        suspects.add(federated).because(sighting.eventId());
    }
}
