package org.eksrunbook.evidence;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Artefacts in a folder: {@code <first two digits>/<hash>}, readable by the owner alone, written through before they count. What stands under a name
 * and has another hash, because somebody or the disk changed it, is given to nobody; who stores the piece again finds it mended, and what stood there
 * laid aside.
 */
final class FolderArtefacts implements Artefacts {

    /** Writes through what a folder holds: until then a name in it may be gone after a loss of power. */
    @FunctionalInterface
    interface WrittenThrough {
        void folder(Path folder) throws IOException;
    }

    private static final Logger LOG = LoggerFactory.getLogger(FolderArtefacts.class);

    private final Path root;
    private final WrittenThrough through;
    private final SoundFiles sound = new SoundFiles();
    /** Folders whose own names are written through, as far as this process knows. */
    private final Set<Path> there = ConcurrentHashMap.newKeySet();

    FolderArtefacts(Path root) {
        this(root, FolderArtefacts::force);
    }

    FolderArtefacts(Path root, WrittenThrough through) {
        this.root = root.toAbsolutePath().normalize();
        this.through = through;
    }

    private static void force(Path folder) throws IOException {
        try (FileChannel written = FileChannel.open(folder, StandardOpenOption.READ)) {
            written.force(true);
        }
    }

    @Override
    public Artefact put(String mediaType, Content content) {
        Path temporary = null;
        try {
            temporary = temporary();
            MessageDigest digest = Sha256.digest();
            try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE);
                    OutputStream out = new DigestOutputStream(
                            new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16), digest)) {
                content.writeTo(out);
                out.flush();
                channel.force(true);
            }
            Artefact artefact =
                    new Artefact(HexFormat.of().formatHex(digest.digest()), Files.size(temporary), mediaType);
            moveIn(temporary, artefact.sha256());
            return artefact;
        } catch (IOException failed) {
            throw new ArtefactsUnavailable(
                    "Free space or mend " + root + ": an artefact could not be written (" + failed.getMessage() + ")",
                    failed);
        } finally {
            discard(temporary);
        }
    }

    @Override
    public Artefact put(String mediaType, Path file) {
        return put(mediaType, out -> Files.copy(file, out));
    }

    @Override
    public InputStream open(String sha256) {
        try {
            return Files.newInputStream(file(sha256));
        } catch (IOException failed) {
            throw unreadable(sha256, failed);
        }
    }

    @Override
    public Path file(String sha256) {
        Path place = place(sha256);
        try {
            if (sound.holds(place, sha256)) {
                return place;
            }
        } catch (NoSuchFileException missing) {
            throw new ArtefactsUnavailable("Bring back artefact " + sha256 + ": it is missing below " + root, missing);
        } catch (IOException failed) {
            throw unreadable(sha256, failed);
        }
        throw new ArtefactsUnavailable(
                "Bring back artefact " + sha256 + ": what stands under this name below " + root + " was changed",
                new IOException("hash differs"));
    }

    private ArtefactsUnavailable unreadable(String sha256, IOException failed) {
        return new ArtefactsUnavailable("Bring back artefact " + sha256 + ": it cannot be read below " + root, failed);
    }

    @Override
    public boolean contains(String sha256) {
        return Files.isRegularFile(place(sha256));
    }

    private Path place(String sha256) {
        if (!Artefact.isHash(sha256)) {
            throw new IllegalArgumentException("An artefact is named by 64 hexadecimal digits");
        }
        return root.resolve(sha256.substring(0, 2)).resolve(sha256);
    }

    private Path temporary() throws IOException {
        Path folder = root.resolve("incoming");
        PrivateFolders.create(folder);
        return Files.createTempFile(
                folder, "part", "", PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }

    private void moveIn(Path temporary, String sha256) throws IOException {
        Path place = place(sha256);
        Path folder = root.resolve(sha256.substring(0, 2));
        if (!there.contains(folder)) {
            PrivateFolders.create(folder);
            through.folder(root);
            there.add(folder);
        }
        boolean isThere = Files.isRegularFile(place);
        if (!isThere || !sound.holds(place, sha256)) {
            if (isThere) {
                layAside(place);
            }
            // Another writer of the same piece may have been quicker: one sound file replaces another.
            Files.move(temporary, place, StandardCopyOption.ATOMIC_MOVE);
            sound.written(place, sha256);
        }
        // Also where it is there: whoever put it may have been killed before this.
        through.folder(folder);
    }

    /** What was changed may tell who changed it. It gets another name beside its own: at no moment is there nothing under that. */
    private static void layAside(Path place) throws IOException {
        Path aside = place.resolveSibling(place.getFileName() + ".changed");
        for (int number = 2; !isLaid(place, aside); number++) {
            aside = place.resolveSibling(place.getFileName() + ".changed-" + number);
        }
        LOG.warn(
                "Artefact {} was changed where it lies; what stood there is kept as {}",
                place.getFileName(),
                aside.getFileName());
    }

    /** Whether the name was free. */
    private static boolean isLaid(Path place, Path aside) throws IOException {
        try {
            Files.createLink(aside, place);
            return true;
        } catch (FileAlreadyExistsException earlier) {
            return false;
        } catch (UnsupportedOperationException | FileSystemException linkless) {
            return isCopied(place, aside);
        }
    }

    /** Where there are no links. */
    private static boolean isCopied(Path place, Path aside) throws IOException {
        try {
            Files.copy(place, aside, StandardCopyOption.COPY_ATTRIBUTES);
            return true;
        } catch (FileAlreadyExistsException earlier) {
            return false;
        }
    }

    private static void discard(@Nullable Path temporary) {
        if (temporary != null) {
            try {
                Files.deleteIfExists(temporary);
            } catch (IOException leftBehind) {
                // An orphan below incoming/ harms nobody; the write itself has been answered.
                temporary.toFile().deleteOnExit();
            }
        }
    }
}
