package org.eksrunbook.process;

import java.sql.SQLException;
import java.util.Set;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.springframework.dao.ConcurrencyFailureException;

/**
 * Recognises, behind whatever was thrown, that two transactions met at the wrong moment: the database took one of them back so that the other could
 * go on, and the same once more will do.
 */
final class Collision {

    /**
     * Serialization failure, H2's deadlock among them; PostgreSQL's deadlock and lock that is not available (its manual, Appendix A); H2's lock that
     * was awaited in vain (its {@code ErrorCode.LOCK_TIMEOUT_1}).
     */
    private static final Set<String> STATES = Set.of("40001", "40P01", "55P03", "HYT00");

    private Collision() {}

    static boolean isBehind(Throwable failure) {
        Throwable at = failure;
        for (int depth = 0; at != null && depth < 40; depth++) {
            if (at instanceof OptimisticLockingException
                    || at instanceof ConcurrencyFailureException
                    || at instanceof SQLException sql
                            && sql.getSQLState() != null
                            && STATES.contains(sql.getSQLState())) {
                return true;
            }
            at = at.getCause();
        }
        return false;
    }
}
