package org.eksrunbook.asset;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What all the calls together came to. Something that was there, was deleted and made again is modified: it is not what it was.
 *
 * @param state {@code present}, {@code deleted} or {@code gone}
 */
record Outcome(Change change, List<Change> changes, String state) {

    static final String PRESENT = "present";
    static final String DELETED = "deleted";
    static final String GONE = "gone";

    /** @param touches in time order; null where there is nothing left that touches it */
    static @Nullable Outcome of(List<Touch> touches, boolean existed) {
        Set<Change> all = EnumSet.noneOf(Change.class);
        boolean known = existed;
        boolean ours = existed;
        boolean there = true;
        boolean replaced = false;
        for (Touch touch : touches) {
            if (touch.changes().stream().noneMatch(Change::touches)) {
                continue;
            }
            all.addAll(touch.changes());
            if (touch.changes().contains(Change.CREATED)) {
                replaced |= known && ours;
                there = true;
            } else {
                ours |= !known;
                if (touch.changes().contains(Change.DELETED)) {
                    there = false;
                }
            }
            known = true;
        }
        all.removeIf(change -> !change.touches());
        if (all.isEmpty()) {
            return null;
        }
        return new Outcome(
                decisive(all, ours, there, replaced), List.copyOf(all), there ? PRESENT : ours ? DELETED : GONE);
    }

    /** What a person says it came to. */
    static Outcome said(Change said, @Nullable Outcome called) {
        Set<Change> all = EnumSet.of(said);
        if (called != null) {
            all.addAll(called.changes());
        }
        return new Outcome(said, List.copyOf(all), said == Change.DELETED ? DELETED : PRESENT);
    }

    private static Change decisive(Set<Change> all, boolean ours, boolean there, boolean replaced) {
        if (!ours) {
            return Change.CREATED;
        }
        if (!there) {
            return Change.DELETED;
        }
        List<Change> left = new ArrayList<>(all);
        left.remove(Change.CREATED);
        left.remove(Change.DELETED);
        boolean wasDeleted = all.contains(Change.DELETED);
        return replaced || wasDeleted || left.isEmpty() ? Change.MODIFIED : left.get(0);
    }
}
