package org.eksrunbook.web;

/** There is nothing here, or nothing that this person may know of: the answer is the same. Answers 404. */
final class NotFound extends RuntimeException {

    NotFound(String message) {
        super(message);
    }

    static NotFound event() {
        return new NotFound("No finding of this incident that you may see has this event");
    }

    static NotFound incident() {
        return new NotFound("There is no such incident: GET /api/incidents lists those you may see");
    }
}
