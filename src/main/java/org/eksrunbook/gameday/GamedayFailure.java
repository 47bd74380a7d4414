package org.eksrunbook.gameday;

/** The game day cannot be started; {@code action} tells the person at the console what to do. */
class GamedayFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String action;

    GamedayFailure(String message, String action) {
        super(message);
        this.action = action;
    }

    String action() {
        return action;
    }
}
