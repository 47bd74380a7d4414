package org.eksrunbook.process;

import jakarta.ws.rs.core.Response.Status;
import org.camunda.bpm.engine.exception.NotFoundException;
import org.camunda.bpm.engine.rest.exception.RestException;
import org.eksrunbook.incident.Conflict;
import org.eksrunbook.incident.Forbidden;
import org.eksrunbook.incident.InvalidInput;
import org.eksrunbook.incident.WrongCaller;

/** Our refusals as the engine's interfaces answer them: 400, 409, 403, 404, 503. Anything else stays what it is. */
final class Answers {

    private Answers() {}

    static RuntimeException of(RuntimeException failure) {
        if (failure instanceof InvalidInput || failure instanceof WrongCaller) {
            return new RestException(Status.BAD_REQUEST, failure, failure.getMessage());
        }
        if (failure instanceof Conflict) {
            return new RestException(Status.CONFLICT, failure, failure.getMessage());
        }
        if (failure instanceof Forbidden) {
            return new RestException(Status.FORBIDDEN, failure, failure.getMessage());
        }
        if (failure instanceof DiskNearlyFull) {
            return new RestException(Status.SERVICE_UNAVAILABLE, failure, failure.getMessage());
        }
        if (failure instanceof NotFoundException) {
            return new RestException(Status.NOT_FOUND, failure, failure.getMessage());
        }
        return failure;
    }
}
