package org.eksrunbook.aws;

import java.time.Instant;
import java.util.List;
import org.eksrunbook.asset.Backups.RecoveryPoint;
import org.eksrunbook.asset.ResourceRef;
import org.eksrunbook.incident.Scope;

/** Somebody in AWS who keeps backups of some types of resources. */
interface BackupKeeper {

    boolean keeps(ResourceRef resource);

    /**
     * Complete backups made before the time, in any order.
     *
     * @throws CallFailed where a call failed, {@link WrongAccount} where the resource's account may not be read
     */
    List<RecoveryPoint> before(Scope scope, ResourceRef resource, Instant time);

    /**
     * The same backups, each with how it was shown good where that is known.
     *
     * @throws CallFailed where it cannot be asked; that makes no backup worse
     */
    default List<RecoveryPoint> shownGood(Scope scope, ResourceRef resource, List<RecoveryPoint> points) {
        return points;
    }
}
