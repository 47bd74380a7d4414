package org.eksrunbook.process;

import java.util.List;
import org.camunda.bpm.engine.impl.AbstractQuery;
import org.camunda.bpm.engine.impl.FilterServiceImpl;
import org.camunda.bpm.engine.query.Query;

/** The engine's filter service, which refuses expressions in the query that narrows a stored filter. */
class GuardedFilterService extends FilterServiceImpl {

    @Override
    public <T, Q extends Query<?, T>> List<T> list(String filterId, Q extendingQuery) {
        check(extendingQuery);
        return super.list(filterId, extendingQuery);
    }

    @Override
    public <T, Q extends Query<?, T>> List<T> listPage(
            String filterId, Q extendingQuery, int firstResult, int maxResults) {
        check(extendingQuery);
        return super.listPage(filterId, extendingQuery, firstResult, maxResults);
    }

    @Override
    public <T, Q extends Query<?, T>> T singleResult(String filterId, Q extendingQuery) {
        check(extendingQuery);
        return super.singleResult(filterId, extendingQuery);
    }

    @Override
    public Long count(String filterId, Query<?, ?> extendingQuery) {
        check(extendingQuery);
        return super.count(filterId, extendingQuery);
    }

    private static void check(Query<?, ?> query) {
        if (query instanceof AbstractQuery<?, ?> extending) {
            CommandGuard.refuseExpressions(extending);
        }
    }
}
