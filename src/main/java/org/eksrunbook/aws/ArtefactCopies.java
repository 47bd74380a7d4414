package org.eksrunbook.aws;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.eksrunbook.evidence.PrivateFolders;
import org.eksrunbook.evidence.SoundFiles;

/**
 * Copies of artefacts that something needs as files, readable by their owner alone; the oldest go when they are many, and so does one that a loss of
 * power left half, or that was changed.
 */
final class ArtefactCopies {

    private static final long MOST_BYTES = 2L << 30;
    /** Something may still be reading a copy that was asked for lately. */
    private static final Duration IN_USE = Duration.ofMinutes(30);

    private record Copy(Path path, long size, Instant used) {}

    private final Path folder;
    private final SoundFiles sound = new SoundFiles();

    ArtefactCopies(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
    }

    /** A new file to write to; it belongs to the caller until it is {@link #keep kept}. */
    Path temporary() throws IOException {
        PrivateFolders.create(folder);
        return Files.createTempFile(
                folder,
                "part",
                ".incoming",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }

    boolean has(String sha256) throws IOException {
        Path copy = folder.resolve(sha256);
        if (!Files.isRegularFile(copy)) {
            return false;
        }
        try {
            if (!sound.holds(copy, sha256)) {
                Files.deleteIfExists(copy);
                return false;
            }
            Files.setLastModifiedTime(copy, FileTime.from(Instant.now()));
            sound.written(copy, sha256);
            return true;
        } catch (NoSuchFileException gone) {
            return false;
        }
    }

    Path of(String sha256) {
        return folder.resolve(sha256);
    }

    Path keep(Path temporary, String sha256) throws IOException {
        Path copy = Files.move(temporary, folder.resolve(sha256), StandardCopyOption.ATOMIC_MOVE);
        sound.written(copy, sha256);
        makeRoom();
        return copy;
    }

    private void makeRoom() throws IOException {
        List<Copy> copies = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                look(file, copies);
            }
        }
        long bytes = copies.stream().mapToLong(Copy::size).sum();
        copies.sort(Comparator.comparing(Copy::used));
        for (Copy copy : copies) {
            if (bytes <= MOST_BYTES || copy.used().isAfter(Instant.now().minus(IN_USE))) {
                return;
            }
            Files.deleteIfExists(copy.path());
            bytes -= copy.size();
        }
    }

    private static void look(Path file, List<Copy> copies) throws IOException {
        try {
            BasicFileAttributes facts = Files.readAttributes(file, BasicFileAttributes.class);
            copies.add(new Copy(file, facts.size(), facts.lastModifiedTime().toInstant()));
        } catch (NoSuchFileException gone) {
            // Another thread made room.
            return;
        }
    }
}
