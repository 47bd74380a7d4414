package org.eksrunbook.gameday;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A real file system of its own, small enough to be filled: a tmpfs, where the test may mount one. */
final class SmallDisk implements AutoCloseable {
    private final Path mount;

    private SmallDisk(Path mount) {
        this.mount = mount;
    }

    /** Empty where mounting is not allowed. */
    static Optional<SmallDisk> mount(Path at, int megabytes) {
        try {
            Files.createDirectories(at);
            return run("mount", "-t", "tmpfs", "-o", "mode=700,size=" + megabytes + "m", "tmpfs", at.toString())
                    ? Optional.of(new SmallDisk(at))
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path folder() {
        return mount;
    }

    /** Takes the last byte. */
    void fill() {
        ByteBuffer block = ByteBuffer.allocate(1 << 14);
        try (FileChannel file = FileChannel.open(ballast(), CREATE, WRITE)) {
            file.position(file.size());
            while (true) {
                file.write(block.rewind());
            }
        } catch (IOException full) {
            if (!String.valueOf(full.getMessage()).contains("No space left")) {
                throw new UncheckedIOException(full);
            }
        }
    }

    void free() {
        try {
            Files.delete(ballast());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path ballast() {
        return mount.resolve("ballast");
    }

    @Override
    public void close() {
        if (!run("umount", mount.toString())) {
            throw new IllegalStateException("umount " + mount + " by hand");
        }
    }

    private static boolean run(String... command) {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException notThere) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
