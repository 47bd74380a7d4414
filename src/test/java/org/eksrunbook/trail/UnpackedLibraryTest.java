package org.eksrunbook.trail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnpackedLibraryTest {

    private static final Path LOADED = Path.of("/proc/self/maps");

    @Test
    void theLoadedLibraryLeavesNoFileBehindAndDuckDbGoesOn(@TempDir Path folder) throws Exception {
        assumeTrue(Files.isReadable(LOADED), "skipped: only Linux tells what a process has loaded");
        try (Connection first = Duck.open(folder, List.of(), "64MB")) {
            assertThat(first.isValid(1)).isTrue();
        }
        List<String> libraries = Files.readAllLines(LOADED).stream()
                .filter(line -> line.contains("libduckdb_java"))
                .toList();
        assertThat(libraries).isNotEmpty().allMatch(line -> line.endsWith(" (deleted)"));
        try (Connection second = Duck.open(folder, List.of(), "64MB");
                var rows = second.createStatement().executeQuery("select 42")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getInt(1)).isEqualTo(42);
        }
    }
}
