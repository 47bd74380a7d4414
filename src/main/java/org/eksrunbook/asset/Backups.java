package org.eksrunbook.asset;

import java.time.Instant;
import java.util.List;

/** Which backups there are of a resource; for proposals, not for restoring. */
public interface Backups {

    /** Completed backups made before the time, the newest first: only these can be «known good» (correction 22). */
    Answer before(ResourceRef resource, Instant time);

    /**
     * @param known false: nobody could be asked; then {@code points} is empty and says nothing
     * @param why the answer in words
     */
    record Answer(boolean known, List<RecoveryPoint> points, String why) {
        public Answer {
            points = List.copyOf(points);
        }
    }

    /** A recovery point: its ARN, when it was made, in which vault. */
    record RecoveryPoint(String arn, Instant created, String vault) {}
}
