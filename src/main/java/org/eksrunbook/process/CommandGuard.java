package org.eksrunbook.process;

import java.util.List;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.impl.AbstractNativeQuery;
import org.camunda.bpm.engine.impl.AbstractQuery;
import org.camunda.bpm.engine.impl.TaskQueryImpl;
import org.camunda.bpm.engine.impl.cmd.StartProcessInstanceCmd;
import org.camunda.bpm.engine.impl.cmd.SubmitStartFormCmd;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;

/**
 * In front of every command of a logged-in person, whichever path it came on: lets through what is permitted, refuses the
 * rest and says what to do instead. What the engine and our delegates do inside a command is not asked again.
 */
class CommandGuard extends CommandInterceptor {

    private final PermittedCommands permitted = new PermittedCommands();
    private final IdentityService identities;

    CommandGuard(IdentityService identities) {
        this.identities = identities;
    }

    @Override
    public <T> T execute(Command<T> command) {
        Authentication person = Context.getCommandContext() == null ? identities.getCurrentAuthentication() : null;
        if (person != null && person.getUserId() != null) {
            check(command, person);
        }
        return next.execute(command);
    }

    private void check(Command<?> command, Authentication person) {
        List<String> groups = person.getGroupIds() == null ? List.of() : person.getGroupIds();
        if (command instanceof AbstractQuery<?, ?> query && !(command instanceof AbstractNativeQuery<?, ?>)) {
            refuseExpressions(query);
            bound(query);
        } else if (command instanceof StartProcessInstanceCmd || command instanceof SubmitStartFormCmd) {
            if (!groups.contains(Group.RESPONDERS)) {
                throw new AuthorizationException("Incidents are started by responders: ask one of them");
            }
        } else if (!isOurs(command) && !permitted.permits(command.getClass(), groups.contains(Group.ADMINISTRATORS))) {
            throw new AuthorizationException(Refusals.of(command.getClass().getSimpleName()));
        }
    }

    private static boolean isOurs(Command<?> command) {
        return command instanceof Completion || command instanceof Claim;
    }

    /** A task query may carry expressions, which the engine evaluates for whoever is logged in; in or-queries too. */
    static void refuseExpressions(AbstractQuery<?, ?> query) {
        if (!query.getExpressions().isEmpty()) {
            throw new BadUserRequestException("Queries with expressions are not answered: give the value itself");
        }
        if (query instanceof TaskQueryImpl tasks) {
            for (TaskQueryImpl inner : tasks.getQueries()) {
                if (inner != tasks) {
                    refuseExpressions(inner);
                }
            }
        }
    }

    /** A query without a limit is answered up to the longest list, instead of refused. */
    private static void bound(AbstractQuery<?, ?> query) {
        if (query.getMaxResults() == Integer.MAX_VALUE) {
            query.setMaxResults(EngineSettings.LONGEST_LIST);
        }
    }
}
