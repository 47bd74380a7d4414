package org.eksrunbook.aws;

/** Of a list that was not read to its end nobody can say that something is not in it. */
final class NotReadToTheEnd extends RuntimeException {

    /** @param read how many entries were read */
    NotReadToTheEnd(AwsCall call, int read) {
        super("among the first " + read + " entries of the list there is none, and the others were not read ("
                + call.action() + ")");
    }
}
