package org.eksrunbook.evidence;

/** Who is the source of a ledger entry: {@code system} or {@code user:<authenticated name>}. */
public record Actor(String name) {

    public static final Actor SYSTEM = new Actor("system");

    public static Actor user(String id) {
        return new Actor("user:" + id);
    }

    @Override
    public String toString() {
        return name;
    }
}
