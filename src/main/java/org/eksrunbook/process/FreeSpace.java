package org.eksrunbook.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;

/**
 * Refuses to open an incident where the disk is nearly full, and further down everything that writes: better no start than a record that
 * breaks off, and the embedded database closes itself where a write finds no room.
 */
@Component
class FreeSpace {

    private static final Logger LOG = LoggerFactory.getLogger(FreeSpace.class);

    private final Path data;
    private final DataSize least;

    FreeSpace(@Value("${runbook.data-dir}") Path data, @Value("${runbook.least-free-space:64MB}") DataSize least) {
        this.data = data;
        this.least = least;
    }

    /** @throws DiskNearlyFull saying what to do */
    void requireForStart() {
        require("start", least, "start the incident again. Nothing was left behind");
    }

    /**
     * A completion may be work of hours: it is taken down to a quarter of what a start needs.
     *
     * @throws DiskNearlyFull saying what to do
     */
    void requireForCompletion() {
        require("completion", quarter(), "complete the task again. Nothing was changed");
    }

    /** Whether there is so little that work goes on only once somebody made room. */
    boolean isNearlyGone() {
        return usable() < quarter().toBytes();
    }

    @Override
    public String toString() {
        return DataSize.ofBytes(usable()).toMegabytes() + " MB are left below " + data.toAbsolutePath()
                + ", work needs " + quarter().toMegabytes() + " MB";
    }

    private DataSize quarter() {
        return DataSize.ofBytes(least.toBytes() / 4);
    }

    private void require(String what, DataSize needed, String andThen) {
        long free = usable();
        if (free < needed.toBytes()) {
            LOG.warn(
                    "A {} is refused: {} MB are left below {}",
                    what,
                    DataSize.ofBytes(free).toMegabytes(),
                    data);
            throw new DiskNearlyFull(
                    "The disk is nearly full (" + DataSize.ofBytes(free).toMegabytes() + " MB left): free at least "
                            + needed.toMegabytes() + " MB below " + data.toAbsolutePath() + " and " + andThen);
        }
    }

    private long usable() {
        try {
            return Files.getFileStore(data).getUsableSpace();
        } catch (IOException unknown) {
            LOG.error("The data folder {} cannot be reached: {}", data, unknown.toString());
            throw new DiskNearlyFull("The data folder cannot be reached: look at " + data);
        }
    }
}
