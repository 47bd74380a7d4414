package org.eksrunbook.report;

/** Account and region of a resource; each may be empty, which means that it is not known or that there is none. */
record Place(String account, String region) {

    static final Place UNKNOWN = new Place("", "");

    /** False where both are known and differ. */
    boolean maybe(Place other) {
        return same(account, other.account) && same(region, other.region);
    }

    private static boolean same(String one, String other) {
        return one.isEmpty() || other.isEmpty() || one.equals(other);
    }

    String shown() {
        return (account + " " + region).strip();
    }
}
