package org.eksrunbook.incident;

/**
 * The server's credentials are of another account or partition than its settings or the scope say: nothing was begun. Who asked is not at fault, and
 * may ask the same again once it is mended.
 */
public final class WrongCaller extends RuntimeException {

    public WrongCaller(String message) {
        super(message);
    }
}
