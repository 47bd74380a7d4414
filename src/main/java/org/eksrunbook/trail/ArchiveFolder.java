package org.eksrunbook.trail;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.eksrunbook.incident.InvalidInput;
import org.eksrunbook.incident.VisibleText;
import org.jspecify.annotations.Nullable;

/** A folder of logs below the archive's root. Links are followed as long as they stay below the root; nothing in it is fatal. */
final class ArchiveFolder {

    private final @Nullable String name;
    private final Path root;
    private final Path folder;

    private ArchiveFolder(@Nullable String name, Path root, Path folder) {
        this.name = name;
        this.root = root;
        this.folder = folder;
    }

    /**
     * The folder that an incident names.
     *
     * @throws InvalidInput where it is empty, missing, no folder, or outside the root once links are resolved
     */
    static ArchiveFolder of(@Nullable String configuredRoot, @Nullable String archivePath) {
        if (configuredRoot == null || configuredRoot.isBlank()) {
            throw new InvalidInput(
                    "archivePath: this server has no archive; its administrator sets runbook.archive.root");
        }
        if (archivePath != null && archivePath.isBlank()) {
            throw new InvalidInput(
                    "archivePath: name a folder below the archive's root, or leave it out for the root itself");
        }
        try {
            Path root = Path.of(configuredRoot).toRealPath();
            Path folder = archivePath == null ? root : root.resolve(archivePath).toRealPath();
            if (!folder.startsWith(root)) {
                throw new InvalidInput("archivePath: lies outside the archive's root");
            }
            if (!Files.isDirectory(folder)) {
                throw new InvalidInput("archivePath: is no folder");
            }
            return new ArchiveFolder(archivePath, root, folder);
        } catch (IOException | IllegalArgumentException missing) {
            throw new InvalidInput(
                    archivePath == null
                            ? "archivePath: the archive's root (runbook.archive.root) does not exist or cannot be read"
                            : "archivePath: there is no such folder below the archive's root");
        }
    }

    boolean isNamed(@Nullable String archivePath) {
        return Objects.equals(name, archivePath);
    }

    Path path() {
        return folder;
    }

    /** Lists everything below, in no promised order. */
    Listing list() {
        List<ArchiveFile> logs = new ArrayList<>();
        List<ArchiveFile> digests = new ArrayList<>();
        List<Coverage.UnreadableFile> refused = new ArrayList<>();
        Map<String, Long> passedOver = new TreeMap<>();
        Set<Path> seen = new HashSet<>();
        seen.add(folder);
        Deque<Path> open = new ArrayDeque<>();
        open.add(folder);
        while (!open.isEmpty()) {
            Path at = open.removeLast();
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(at)) {
                for (Path entry : entries) {
                    look(entry, open, seen, logs, digests, refused, passedOver);
                }
            } catch (IOException | DirectoryIteratorException unreadable) {
                refused.add(
                        new Coverage.UnreadableFile(shown(at), "the folder cannot be read: " + Reasons.of(unreadable)));
            }
        }
        logs.sort(Comparator.comparing(ArchiveFile::path));
        return new Listing(logs, digests, refused, passedOver);
    }

    private void look(
            Path entry,
            Deque<Path> open,
            Set<Path> seen,
            List<ArchiveFile> logs,
            List<ArchiveFile> digests,
            List<Coverage.UnreadableFile> refused,
            Map<String, Long> passedOver) {
        try {
            if (Files.isSymbolicLink(entry)) {
                Path target = entry.toRealPath();
                if (!target.startsWith(root)) {
                    refused.add(new Coverage.UnreadableFile(shown(entry), "a link that leads out of the archive"));
                    return;
                }
                if (Files.isDirectory(target) && !seen.add(target)) {
                    return;
                }
            }
            BasicFileAttributes facts = Files.readAttributes(entry, BasicFileAttributes.class);
            String path = relative(entry);
            if (facts.isDirectory()) {
                if (seen.add(entry.toRealPath()) || Files.isSymbolicLink(entry)) {
                    open.add(entry);
                }
                if (path.endsWith(".gz") || path.endsWith(".json")) {
                    refused.add(new Coverage.UnreadableFile(shown(entry), "named like a log, but a folder"));
                }
                return;
            }
            FileKind kind = FileKind.of(path);
            boolean signature = path.endsWith(".gz.signature");
            if (signature || !kind.isRead() && kind != FileKind.DIGEST) {
                passedOver.merge(signature ? FileKind.OTHER.words() : kind.words(), 1L, Long::sum);
            } else if (!facts.isRegularFile()) {
                refused.add(new Coverage.UnreadableFile(shown(entry), "no regular file"));
            } else if (!Files.exists(folder.resolve(path), LinkOption.NOFOLLOW_LINKS)) {
                refused.add(
                        new Coverage.UnreadableFile(shown(entry), "its name cannot be written as text on this server"));
            } else {
                (kind == FileKind.DIGEST ? digests : logs)
                        .add(ArchiveFile.at(
                                path, facts.size(), facts.lastModifiedTime().toMillis()));
            }
        } catch (IOException unreadable) {
            refused.add(new Coverage.UnreadableFile(shown(entry), Reasons.of(unreadable)));
        }
    }

    /**
     * A file that the listing told, looked at once more: since then somebody may have put another thing in its place.
     *
     * @throws IOException where it lies outside the root now, or is none to be read
     */
    Path inside(String path) throws IOException {
        Path file = folder.resolve(path).toRealPath();
        if (!file.startsWith(root)) {
            throw new IOException("a link that leads out of the archive");
        }
        if (!Files.isRegularFile(file)) {
            throw new IOException("no regular file");
        }
        return file;
    }

    private String relative(Path entry) {
        return folder.relativize(entry).toString();
    }

    private String shown(Path entry) {
        return VisibleText.of(relative(entry));
    }
}
