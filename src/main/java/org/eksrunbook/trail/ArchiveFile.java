package org.eksrunbook.trail;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * A file that may hold logs.
 *
 * @param path below the archive's folder, with slashes; of a supplied file, its name
 * @param modified milliseconds since 1970
 * @param account as its path tells; likewise region and day ({@code 2024-08-02})
 * @param artefact of a supplied or brought file, the hash it is kept under
 * @param brought true: a source that is asked brought it, so that it holds events that were asked for and no others
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ArchiveFile(
        String path,
        long size,
        long modified,
        @Nullable String account,
        @Nullable String region,
        @Nullable String day,
        @Nullable String artefact,
        @Nullable Boolean brought) {

    static ArchiveFile at(String path, long size, long modified) {
        PathFacts facts = PathFacts.of(path);
        return new ArchiveFile(
                path,
                size,
                modified,
                facts.account(),
                facts.region(),
                facts.day() == null ? null : facts.day().toString(),
                null,
                null);
    }

    static ArchiveFile supplied(String name, long size, String artefact) {
        return new ArchiveFile(name, size, 0, null, null, null, artefact, null);
    }

    static ArchiveFile brought(String name, long size, @Nullable String account, String artefact) {
        return new ArchiveFile(name, size, 0, account, null, null, artefact, true);
    }

    boolean holdsAnswersAlone() {
        return Boolean.TRUE.equals(brought);
    }
}
