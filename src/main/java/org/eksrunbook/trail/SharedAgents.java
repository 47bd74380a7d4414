package org.eksrunbook.trail;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who else calls with a user agent of the attacker's that is rare: borne by nobody before the compromise, of all who were read, and by few since. Everybody has a browser's or a
 * command line's, and whoever calls writes what he likes: it is a hint for a person, and no proof. Nobody is the attacker by it.
 */
final class SharedAgents {

    /** Who is not alone with it any more: a new version of what everybody has. */
    static final int FEW = 3;

    private static final int MOST = 1_000;

    // Longer ones are made up to fill memory.
    private static final int LONGEST = 2_000;

    private final FormerAgents former;
    private final Map<String, Boolean> lacking = new HashMap<>();
    private final Set<String> attackers = new HashSet<>();
    // Agent → who bears it besides, each role once, with the first such call, one more than a few.
    private final Map<String, Map<String, Bearer>> others = new HashMap<>();
    private int settledAt;
    private boolean more;

    SharedAgents(FormerAgents former) {
        this.former = former;
    }

    /**
     * One of those who called with it: of a role the session that did so first. Others of its sessions may have too.
     *
     * @param eventId of the first such call
     */
    record Bearer(
            String who,
            String agent,
            String eventId,
            @Nullable Instant time) {}

    /** Begins a pass. */
    void begin() {
        others.clear();
    }

    /** Ends a pass; true where it told no further agent of the attacker's. */
    boolean settle() {
        boolean settled = settledAt == attackers.size();
        settledAt = attackers.size();
        return settled;
    }

    /** A call that the attacker made under a name that is his alone. */
    void attackerWith(Sighting event) {
        String agent = event.agent();
        if (!isTelling(event, agent)) {
            return;
        }
        if (attackers.size() < MOST) {
            attackers.add(agent);
        } else if (!attackers.contains(agent)) {
            more = true;
        }
    }

    /** Somebody who is none of the suspects. */
    void seeOther(Sighting event) {
        String agent = event.agent();
        String who = event.arn();
        if (who != null && agent != null && attackers.contains(agent) && isTelling(event, agent)) {
            Map<String, Bearer> bearers = others.computeIfAbsent(agent, first -> new LinkedHashMap<>());
            if (bearers.size() <= FEW) {
                bearers.putIfAbsent(owner(event, who), new Bearer(who, agent, event.eventId(), event.time()));
            }
        }
    }

    /** Whose session it is: a role that is at work has ever new ones, and is one all the same. */
    private static String owner(Sighting event, String who) {
        Identity.Issuer issuer =
                event.event() == null ? null : event.event().identity().issuer();
        String role = issuer == null ? null : issuer.arn();
        return role == null ? who : role;
    }

    private boolean isTelling(Sighting event, @Nullable String agent) {
        boolean byService = event.event() != null && ServiceAtWork.service(event.event()) != null;
        return agent != null && !agent.isBlank() && agent.length() <= LONGEST && !byService && isNew(agent);
    }

    private boolean isNew(String agent) {
        Boolean known = lacking.get(agent);
        boolean is = known == null ? former.lack(agent) : known;
        if (known == null && lacking.size() < MOST) {
            lacking.put(agent, is);
        }
        return is;
    }

    /** Those who bear one that is rare. */
    List<Bearer> besideHim() {
        List<Bearer> beside = new ArrayList<>();
        others.values().stream()
                .filter(bearers -> bearers.size() <= FEW)
                .forEach(bearers -> beside.addAll(bearers.values()));
        return beside;
    }

    /** What could not be kept, in sentences. */
    List<String> told() {
        List<String> told = new ArrayList<>();
        if (more) {
            told.add(
                    "The attacker called with more than " + MOST
                            + " user agents with which nobody called before: who else calls with one of those beyond is not said.");
        }
        if (former.isFull()) {
            told.add(
                    "Before the compromise was called with more than the " + FormerAgents.MOST
                            + " user agents that are kept: which of the attacker's are rare, and who else calls with them, is not said.");
        }
        return told;
    }
}
