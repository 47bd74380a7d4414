package org.eksrunbook.asset;

/** @param owner a user's or group's name; empty: its tasks go to {@code responders} */
public record CmdbApplication(String name, String owner) {

    public static final String NO_OWNER = "responders";

    /** Who is asked: the owner, else {@value #NO_OWNER}. */
    public String asked() {
        return owner.isEmpty() ? NO_OWNER : owner;
    }
}
