package org.eksrunbook.trail;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.eksrunbook.evidence.Sha256;

/**
 * A bounded number of files that are read in one step.
 *
 * @param id made of the files' names, sizes and times: a file that changed makes another group
 */
record FileGroup(String id, List<ArchiveFile> files) {

    /** No hexadecimal digit: the id tells the kind of group. */
    private static final char OF_DIGESTS = 'x';

    static boolean ofDigests(String id) {
        return id.charAt(0) == OF_DIGESTS;
    }

    FileGroup {
        files = List.copyOf(files);
    }

    /** @param digests whether these are digest files of an archive; a name alone does not say so, since people name what they supply */
    static FileGroup of(List<ArchiveFile> files, boolean digests) {
        MessageDigest digest = Sha256.digest();
        for (ArchiveFile file : files) {
            digest.update((file.path() + "\n" + file.size() + "\n" + file.modified() + "\n" + file.artefact() + "\n")
                    .getBytes(UTF_8));
        }
        String id = HexFormat.of().formatHex(digest.digest());
        return new FileGroup(digests ? OF_DIGESTS + id.substring(1) : id, files);
    }
}
