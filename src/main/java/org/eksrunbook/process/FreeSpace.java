package org.eksrunbook.process;

import jakarta.ws.rs.core.Response.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.camunda.bpm.engine.rest.exception.RestException;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;

/** Refuses to open an incident where the disk is nearly full: better no start than a record that breaks off. */
@Component
class FreeSpace {

    private final Path data;
    private final DataSize least;

    FreeSpace(@Value("${runbook.data-dir}") Path data, @Value("${runbook.least-free-space:64MB}") DataSize least) {
        this.data = data;
        this.least = least;
    }

    /** @throws RestException 503, saying what to do */
    void require() {
        long free = usable();
        if (free < least.toBytes()) {
            throw new RestException(
                    Status.SERVICE_UNAVAILABLE,
                    "The disk is nearly full (" + DataSize.ofBytes(free).toMegabytes() + " MB left): free at least "
                            + least.toMegabytes() + " MB below " + data.toAbsolutePath()
                            + " and start the incident again. Nothing was left behind");
        }
    }

    private long usable() {
        try {
            return Files.getFileStore(data).getUsableSpace();
        } catch (IOException unknown) {
            throw new RestException(
                    Status.SERVICE_UNAVAILABLE, unknown, "The data folder cannot be reached: look at " + data);
        }
    }
}
