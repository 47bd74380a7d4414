package org.eksrunbook.incident;

/** Port: where logs may be read from. The trail knows its archive's root and implements this. */
public interface TrailLocation {

    /** @throws InvalidInput where the folder is empty, missing or outside the archive's root, links resolved */
    void check(String archivePath);
}
