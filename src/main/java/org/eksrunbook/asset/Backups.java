package org.eksrunbook.asset;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.eksrunbook.incident.FactsUnavailable;
import org.eksrunbook.incident.Scope;
import org.eksrunbook.incident.Unanswered;
import org.jspecify.annotations.Nullable;

/** Port: which backups there are of resources; for proposals, not for restoring. Reads alone. */
public interface Backups {

    /**
     * Complete backups made before the time, the newest first: only these can be «known good» (correction 22). Takes a minute at most; what was
     * not to be asked in that time is not known.
     *
     * @return an answer for each resource
     * @throws FactsUnavailable where trying again may help and is wanted
     */
    Map<ResourceRef, Answer> before(
            Scope scope, Collection<ResourceRef> resources, Instant time, Unanswered unanswered);

    /**
     * @param known false: nobody could be asked; then {@code points} is empty and says nothing
     * @param why the answer in words
     */
    record Answer(boolean known, List<RecoveryPoint> points, String why) {
        public Answer {
            points = List.copyOf(points);
        }
    }

    /**
     * A recovery point.
     *
     * @param arn or another name by which whoever keeps it finds it
     * @param created the state that it holds is of this time
     * @param keptBy such as {@code AWS Backup, vault main}
     * @param shownGood how it was shown that it can be restored; {@code null}: it was not
     */
    record RecoveryPoint(
            String arn,
            Instant created,
            String keptBy,
            @Nullable String shownGood) {

        /** For people: how old it was at that time, who keeps it, how good it is known to be. */
        public String words(Instant at) {
            Duration age = Duration.between(created, at);
            String old = age.toDays() > 1
                    ? age.toDays() + " days"
                    : age.toHours() > 1 ? age.toHours() + " hours" : Math.max(0, age.toMinutes()) + " minutes";
            return created + ", " + old + " before the compromise (" + keptBy + "), "
                    + (shownGood == null ? "not shown good yet" : shownGood);
        }
    }
}
