package org.eksrunbook.trail;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What principals did before the compromise, as far as it was read: which calls, in which regions, from which addresses, with which user agents, on what.
 * Kept are hashes of {@code principal, aspect, value}, 16 bytes each and never more than {@link #MOST}, however much was done. They are made of {@link Fingerprints}: whoever
 * wants to look usual would have to find another text of the same.
 */
final class Habits {

    /** 16 MB of hashes. */
    static final int MOST = 1_000_000;

    private static final int KNOWN = Aspect.values().length;

    private final Classifier classifier = Classifier.standard();
    private final Fingerprints fingerprints = new Fingerprints();
    private final HashSet64 kinds = new HashSet64();
    private final int most;
    private boolean full;

    Habits() {
        this(MOST);
    }

    Habits(int most) {
        this.most = most;
    }

    /** Takes in an event from before the compromise. One that was seen already changes nothing. */
    void see(Sighting sighting) {
        Optional<Finding> judged = sighting.event() != null
                ? classifier.classify(sighting.event())
                : sighting.audit() != null ? classifier.classify(sighting.audit()) : Optional.empty();
        judged.ifPresent(finding -> {
            Map<Aspect, Long> values = values(finding);
            for (Whom whom : Whom.all(sighting)) {
                long name = name(whom);
                keep(mixed(name, KNOWN, 0));
                values.forEach((aspect, value) -> keep(mixed(name, aspect.ordinal(), value)));
            }
        });
    }

    private void keep(long kind) {
        if (kinds.size() < most) {
            kinds.add(kind);
        } else if (!kinds.contains(kind)) {
            full = true;
        }
    }

    /** The finding with what is new in it; where nothing is known of them before, or what is not there may only not have been kept, it is not compared. */
    Finding compare(Finding finding, Whom whom) {
        long name = name(whom);
        if (!kinds.contains(mixed(name, KNOWN, 0))) {
            return finding;
        }
        List<Aspect> unseen = new ArrayList<>();
        values(finding).forEach((aspect, value) -> {
            if (!kinds.contains(mixed(name, aspect.ordinal(), value))) {
                unseen.add(aspect);
            }
        });
        return full && !unseen.isEmpty() ? finding : finding.against(whom.name(), unseen);
    }

    /** What was not kept, in a sentence; none where all was. */
    List<String> told() {
        return full
                ? List.of("What the principals did before the compromise is of more kinds than the " + most
                        + " that are kept: no call is shown as new, since what was left out may hold it.")
                : List.of();
    }

    /** In the order of the aspects; what the log does not tell is in none. */
    private Map<Aspect, Long> values(Finding finding) {
        Map<Aspect, Long> values = new EnumMap<>(Aspect.class);
        for (Aspect aspect : Aspect.values()) {
            String value = value(aspect, finding);
            if (value != null) {
                values.put(aspect, fingerprints.of(value));
            }
        }
        return values;
    }

    private static @Nullable String value(Aspect aspect, Finding finding) {
        String value = switch (aspect) {
            case CALL -> finding.eventSource() + '\n' + finding.eventName();
            case REGION -> finding.region();
            case ADDRESS -> finding.sourceIp();
            case USER_AGENT -> finding.userAgent();
            case RESOURCE -> thing(finding);
        };
        return value == null || value.isBlank() ? null : value;
    }

    private static @Nullable String thing(Finding finding) {
        Finding.Resource place = finding.place();
        return place == null ? null : place.type() + '\n' + place.id();
    }

    private long name(Whom whom) {
        return fingerprints.of(whom.source() + '\n' + whom.name());
    }

    /** The pieces are hashes that nobody can choose; they are only brought together. */
    private static long mixed(long name, int aspect, long value) {
        long sum = name + Long.rotateLeft(value, 21) * 0x9e3779b97f4a7c15L + aspect * 0xc2b2ae3d27d4eb4fL;
        sum = (sum ^ sum >>> 33) * 0xff51afd7ed558ccdL;
        sum = (sum ^ sum >>> 33) * 0xc4ceb9fe1a85ec53L;
        sum ^= sum >>> 33;
        return sum == 0 ? 1 : sum;
    }
}
