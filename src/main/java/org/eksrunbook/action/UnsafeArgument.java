package org.eksrunbook.action;

/** A name that no command line may carry: the AWS CLI would read a file, an address or a list in it. Becomes a step by hand. */
final class UnsafeArgument extends RuntimeException {

    private final String why;

    UnsafeArgument(String why) {
        super(why);
        this.why = why;
    }

    String why() {
        return why;
    }
}
