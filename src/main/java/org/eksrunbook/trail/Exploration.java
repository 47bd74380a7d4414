package org.eksrunbook.trail;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.eksrunbook.incident.Scope;
import org.jspecify.annotations.Nullable;

/**
 * Follows the credentials through all events that were read, again and again until nothing new comes up. The answer depends on scope and events
 * alone, so that a round may be concluded twice.
 */
final class Exploration {

    // Each pass follows every chain that runs forward in time to its end; more are needed only where logs name things
    // late.
    private static final int MOST_PASSES = 10;

    private final CaseEvents events;
    private final Baseline baseline;
    private final Suspects suspects;
    private final Workloads workloads = new Workloads();
    private final FormerTakers formerTakers;
    private final FormerComings formerComings = new FormerComings();
    private final FormerStarts formerStarts = new FormerStarts();
    private final LetIn letIn;
    private final ForeignGrants grants;
    private final Renames renames;
    private final IncomparableComings incomparable;
    private final Instant compromisedAt;
    private final UniqueIds ids;
    private final Following following;
    private final ClusterFollowing inCluster;
    private final SetUps setUps = new SetUps();
    private final StackSessions stacks = new StackSessions();
    private final StackSetSessions stackSets = new StackSetSessions();
    private final SharedAgents agents;
    private boolean settled;

    /**
     * Runs to the fixed point.
     *
     * @param events those of the suspect window, and those without a readable time
     */
    static Exploration of(
            CaseEvents events,
            Baseline baseline,
            Window window,
            Supplier<List<Suspect>> seeds,
            Scope scope,
            ClusterReport known) {
        UniqueIds ids = new UniqueIds();
        Exploration exploration = new Exploration(events, baseline, window, seeds.get(), scope, known, ids);
        exploration.run();
        if (ids.judge(exploration.renames)) {
            // Strangers may have been taken for a suspect by an id that is everybody's: all anew, without it.
            exploration = new Exploration(events, baseline, window, seeds.get(), scope, known, ids);
            exploration.run();
        }
        ids.beside(exploration.suspects);
        return exploration;
    }

    private Exploration(
            CaseEvents events,
            Baseline baseline,
            Window window,
            Iterable<Suspect> seeds,
            Scope scope,
            ClusterReport known,
            UniqueIds ids) {
        this.events = events;
        this.baseline = baseline;
        this.agents = new SharedAgents(baseline.agents());
        this.compromisedAt = window.compromisedAt();
        this.ids = ids;
        this.formerTakers = new FormerTakers(ids);
        this.suspects = new Suspects(scope.ruledOut(), known.issuers(), ids);
        this.renames = new Renames(suspects);
        this.incomparable = new IncomparableComings(suspects);
        ClusterIdentities identities = new ClusterIdentities(suspects, known, window.compromisedAt());
        this.letIn = new LetIn(suspects, scope.allAccounts());
        this.grants = new ForeignGrants(suspects, scope.allAccounts());
        this.following = new Following(suspects, workloads, formerStarts, letIn, grants, renames, stacks, stackSets);
        this.inCluster = new ClusterFollowing(suspects, scope.clusterName(), identities, letIn);
        seeds.forEach(suspects::add);
        identities.behindAll();
    }

    private void run() {
        // What is told late of a session decides on what it did early.
        events.forEach(event -> {
            suspects.sharedCalls().see(event);
            stacks.see(event);
            stackSets.see(event);
        });
        for (int pass = 0; pass < MOST_PASSES; pass++) {
            suspects.takeChanged();
            suspects.all().forEach(Suspect::forgetCalls);
            workloads.begin();
            setUps.begin();
            agents.begin();
            suspects.formerDoors().begin();
            baseline.forEach(this::before);
            baseline.begun().all().forEach(this::begunBefore);
            events.forEach(this::see);
            boolean sorted = workloads.settle() & agents.settle();
            settled = !suspects.takeChanged() && sorted;
            if (settled) {
                break;
            }
        }
        suspects.all().forEach(workloads::leaveOutOrdinary);
        workloads.ordinarySessions().forEach(suspects::lookedAt);
        workloads.besideHim().forEach(suspects::besideHim);
        agents.besideHim().forEach(suspects::besideHim);
    }

    Suspects suspects() {
        return suspects;
    }

    Renames renames() {
        return renames;
    }

    /** To what the calls of services belong that were found. */
    Makers makers() {
        return new Makers(setUps);
    }

    /** Who made a call in the suspect window; {@code null}: none of the suspects. */
    @Nullable
    Suspect actorOf(Sighting event) {
        Suspect actor = suspects.actorOf(event);
        boolean others = actor != null
                && (workloads.isOrdinary(actor, event) || beginsSharedWork(actor, event) && !actor.acted());
        return others ? null : actor;
    }

    /** Sessions of a role that others use begin alike, his and theirs: whose one is shows in what is done with it. */
    private boolean beginsSharedWork(Suspect actor, Sighting event) {
        return actor.workload() != null && !actor.given() && suspects.isBeginning(actor, event);
    }

    /**
     * @param untold what another round would have looked for
     * @param unkept what of the time before was too much to be kept, in sentences
     */
    Followed followed(int untold, List<String> unkept) {
        List<String> limits = new ArrayList<>(unkept);
        if (!settled) {
            limits.add("The principals were followed " + MOST_PASSES
                    + " times through the events and something new came up each time: there may be more of them.");
        }
        ids.told().ifPresent(limits::add);
        renames.told().ifPresent(limits::add);
        limits.addAll(incomparable.told());
        grants.told().ifPresent(limits::add);
        suspects.sharedCalls().told().ifPresent(limits::add);
        stackSets.told().ifPresent(limits::add);
        setUps.told().ifPresent(limits::add);
        limits.addAll(agents.told());
        if (baseline.begun().hasMore()) {
            limits.add(
                    "More sessions were alive at the compromise than are kept: of those that the principals and pods had then, some may not have been looked at.");
        }
        long many = suspects.all().stream().filter(Suspect::hasMoreGrounds).count();
        if (many > 0) {
            limits.add("How " + many + " of the principals came to the attacker was found in more ways than are kept:"
                    + " calls that only a later one of them explains may be missing.");
        }
        return new Followed(untold, limits, workloads.ordinary());
    }

    private void before(Baseline.Doing doing) {
        workloads.remember(suspects.comparedWith(doing.acting()), doing);
        formerTakers.remember(doing);
        formerComings.remember(doing);
        suspects.formerDoors().remember(doing);
        formerStarts.remember(doing);
        letIn.remember(doing);
        grants.remember(doing);
        if (doing.issuedKey() != null) {
            suspects.note(doing.issuedKey(), false);
            suspects.noteFriend(doing.issuedKey());
        }
    }

    /** A session that was alive at the compromise: who took it is known by the call alone. */
    private void begunBefore(Sighting sighting) {
        EventRecord event = sighting.event();
        if (event == null) {
            return;
        }
        suspects.toldOf(sighting).stream()
                .filter(suspect -> suspect.given() && SessionsIssued.isTaking(event) && !takesIt(suspect, sighting))
                .forEach(session -> origin(session, sighting, event));
        Suspect pod = suspects.takenFor(sighting);
        Suspect taker = pod == null ? suspects.actorOf(sighting) : null;
        if (pod != null) {
            following.living(sighting, event, pod, compromisedAt);
        } else if (taker != null && taker.workloadHandedOn() == null) {
            following.livingOf(sighting, event, taker, compromisedAt);
        }
    }

    private void see(Sighting event) {
        ids.see(event);
        renames.see(event);
        suspects.learnPath(event);
        workloads.listen(event);
        Suspect actor = suspects.actorOf(event);
        if (actor == null) {
            noteKey(event, false);
            suspects.triedAgain(event);
            suspects.actedFor(event);
            workloads.seeOther(event);
            agents.seeOther(event);
            Suspect cameBefore = suspects.cameInLike(event);
            if (cameBefore != null && event.event() != null) {
                following.cameAgain(event, event.event(), cameBefore);
            }
            told(event);
            return;
        }
        if (workloads.isOrdinary(actor, event)) {
            workloads.count(actor, event);
            ownersSession(event, actor);
            if (event.event() != null && event.tookEffect()) {
                following.doneAsUsual(event.event());
            }
            if (event.audit() != null) {
                inCluster.podOfCaller(event, event.audit(), actor);
            }
            return;
        }
        noteKey(event, event.tookEffect());
        if (beginsSharedWork(actor, event)) {
            told(event);
            return;
        }
        actor.called(event.arn());
        workloads.attackerAs(event.arn());
        learnNames(actor, event);
        if (event.tookEffect()) {
            if (workloads.attackerAt(actor, event)) {
                agents.attackerWith(event);
            }
            follow(event, actor);
        }
        told(event);
    }

    /** A session that the owner of stolen credentials takes as day by day is the owner's, and may lie where the credentials were stolen. */
    private void ownersSession(Sighting event, Suspect owner) {
        if (event.event() != null && event.tookEffect() && Routine.is(owner.workload())) {
            noteKey(event, false);
            following.takenAsUsual(event, event.event(), owner);
        }
    }

    private void follow(Sighting event, Suspect actor) {
        if (event.event() != null) {
            setUps.see(event.event());
            following.follow(event, event.event(), actor);
        } else if (event.audit() != null) {
            inCluster.follow(event, event.audit(), actor);
        }
    }

    /** What an event says about a suspect without being his. */
    private void told(Sighting sighting) {
        EventRecord event = sighting.event();
        if (event == null || !sighting.tookEffect()) {
            return;
        }
        if (SessionsIssued.isTaking(event)) {
            following.seeTaking(event);
        }
        suspects.waysOf(sighting).forEach(way -> following.taken(sighting, event, way));
        for (Suspect suspect : suspects.toldOf(sighting)) {
            if (!suspect.accepts(sighting)) {
                continue;
            }
            if (SessionsIssued.isTaking(event) && !takesIt(suspect, sighting)) {
                begun(suspect, sighting, event);
            }
            switch (suspect.type()) {
                case "trustedRole" -> {
                    boolean elsewhere = workloads.isAttackers(sighting.address()) && !formerTakers.cameFrom(sighting);
                    if (formerTakers.include(sighting) && !elsewhere) {
                        suspects.consider(
                                sighting,
                                event.identity().principal(),
                                "let in by the changed trust policy; took " + suspect.id()
                                        + " before the compromise too, and is not the attacker by that alone");
                    } else {
                        suspect.called(null);
                        following.follow(sighting, event, suspect);
                    }
                }
                case "changedProvider" -> {
                    if (sighting.comesIn() && formerComings.isNew(sighting, suspect.id())) {
                        following.taken(sighting, event, Way.byChanged(suspect.id()));
                    } else if (sighting.comesIn() && !formerComings.know(suspect.id())) {
                        incomparable.see(sighting, event, suspect.id());
                    }
                }
                case "role" -> {
                    // A role of the attacker's making: whom he lets in from elsewhere has no other name here.
                    if (!suspect.given() && sighting.comesIn()) {
                        following.follow(sighting, event, suspect);
                    }
                }
                case "pod", "serviceAccount", "podIdentity", "launchTemplate" ->
                    following.follow(sighting, event, suspect);
                default -> {
                    if (event.name().equals("SwitchRole")) {
                        following.switched(sighting, event, suspect);
                    }
                }
            }
        }
    }

    /** Whether the role of the suspect is taken, rather than that he got the session. */
    private static boolean takesIt(Suspect suspect, Sighting sighting) {
        return sighting.tokens().telling().stream()
                .noneMatch(token -> (Token.ISSUED_ARN.is(token) || Token.ISSUED_KEY.is(token))
                        && suspect.tokens().contains(token));
    }

    private void begun(Suspect session, Sighting sighting, EventRecord event) {
        if (session.given()) {
            origin(session, sighting, event);
        } else if (sighting.comesIn() && IdentityCenter.isSession(session)) {
            suspects.cameIn(sighting, session);
        }
    }

    /**
     * How a session of the scope began: who came in without another name is the session itself; a caller who has one is named. He is not accused, but what is done in his
     * name from an address of the attacker's, from which he was not heard before: credentials that lie side by side are stolen together.
     */
    private void origin(Suspect session, Sighting sighting, EventRecord event) {
        if (sighting.comesIn()) {
            suspects.cameIn(sighting, session);
        } else if (!event.identity().isService() && suspects.actorOf(sighting) == null) {
            taker(session, sighting, event.identity().arn());
        }
    }

    private void taker(Suspect session, Sighting sighting, @Nullable String arn) {
        if (arn == null) {
            return;
        }
        String token = Token.ARN.of(arn);
        workloads.hear(token);
        suspects.add(
                        Suspect.found(
                                        arn,
                                        arn,
                                        "taker",
                                        "took the session " + session.id()
                                                + ", and its credentials were used from an address of the attacker's",
                                        "medium",
                                        sighting.time(),
                                        event -> workloads.isTakenAway(token, event.address()))
                                .knownBy(token)
                                .unlessItActs(
                                        "took the session " + session.id()
                                                + ", which the scope names: its credentials may be the attacker's too; name it in the scope to have its calls looked at"))
                .because(sighting.eventId());
    }

    /** A key that was handed out to somebody else tells that a session of the same name is not the attacker's. Services take roles for others. */
    private void noteKey(Sighting event, boolean byAttacker) {
        EventRecord record = event.event();
        String key = record == null ? null : HandedOut.key(record);
        if (key != null && record != null && (byAttacker || !record.identity().isService())) {
            suspects.note(key, byAttacker);
            if (!byAttacker && formerTakers.include(event)) {
                suspects.noteFriend(key);
            }
        }
    }

    /** In another account's log a user or session goes by its unique id alone. */
    private void learnNames(Suspect actor, Sighting event) {
        if (event.event() == null) {
            return;
        }
        following.met(event, event.event(), actor);
        String arn = event.event().identity().arn();
        if (actor.type().equals(IdentitiesMade.LOGIN) && Arns.isUser(arn)) {
            // With the path that the call which set the password does not name.
            suspects.know(actor, Set.of(Token.SWITCHED_FROM.of(String.valueOf(arn))));
        }
        if (actor.type().equals(Automations.TYPE) && arn != null) {
            // In the cluster's log nothing but the session's ARN tells it, which holds the execution's id.
            suspects.know(actor, Set.of(Token.ARN.of(arn), Token.KUBERNETES_USER.of(arn)));
        }
        if (actor.workloadHandedOn() != null || actor.arn() == null) {
            return;
        }
        Identity who = event.event().identity();
        boolean whole = actor.type().equals("user")
                || actor.type().equals("session")
                || actor.type().equals("taker");
        if (whole && actor.arn().equals(who.arn()) && who.principalId() != null) {
            suspects.know(actor, Set.of(Token.ID.of(who.principalId())));
        }
    }
}
