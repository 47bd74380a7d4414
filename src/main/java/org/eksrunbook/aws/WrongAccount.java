package org.eksrunbook.aws;

/** Credentials that belong to another account or partition than the scope says, or an account that is not in the scope. Nothing was read. */
final class WrongAccount extends RuntimeException {

    WrongAccount(String message) {
        super(message);
    }
}
