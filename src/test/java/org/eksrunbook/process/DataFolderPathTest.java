package org.eksrunbook.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.FileSystemUtils;

class DataFolderPathTest {

    /** A server without anything in it: its settings are read as those of the whole one. */
    @Configuration
    static class Empty {}

    @ParameterizedTest
    @ValueSource(strings = {"target/relative-data/x", "./target/relative-data/x", ".//./target/relative-data/x"})
    void aRelativeFolderIsOneAndTheSameForEverybodyAndH2TakesIt(String given) throws Exception {
        Path here = Path.of("").toAbsolutePath();
        try (ConfigurableApplicationContext server = start(given)) {
            assertThat(server.getEnvironment().getProperty("runbook.data-dir"))
                    .isEqualTo(here.resolve("target/relative-data/x").toString());
            assertThat(server.getEnvironment().getProperty("runbook.artefacts"))
                    .isEqualTo(here.resolve("target/relative-data/x/artefacts").toString());
            try (Connection database = DriverManager.getConnection(
                    server.getEnvironment().getRequiredProperty("spring.datasource.url"), "sa", "")) {
                assertThat(database.isValid(1)).isTrue();
            }
            assertThat(Path.of("target/relative-data/x/db/runbook.mv.db")).isNotEmptyFile();
        } finally {
            FileSystemUtils.deleteRecursively(Path.of("target/relative-data"));
        }
    }

    @Test
    void anAbsoluteFolderStaysAsItIsAndATildeIsTheHomeFolder(@TempDir Path folder) {
        try (ConfigurableApplicationContext server = start(folder.toString())) {
            assertThat(server.getEnvironment().getProperty("runbook.data-dir")).isEqualTo(folder.toString());
        }
        String home = System.getProperty("user.home");
        System.setProperty("user.home", folder.toString());
        try (ConfigurableApplicationContext server = start("~/runbook")) {
            assertThat(server.getEnvironment().getProperty("runbook.data-dir"))
                    .isEqualTo(folder.resolve("runbook").toString());
        } finally {
            System.setProperty("user.home", home);
        }
    }

    @Test
    void aFolderThatCannotBeIsExplained(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "not a folder");
        assertThatThrownBy(() -> start(file.toString()))
                .isInstanceOfSatisfying(
                        DataFolderUnusable.class,
                        unusable -> assertThat(new DataFolderAnalyzer()
                                        .analyze(unusable)
                                        .getDescription())
                                .contains("The server keeps its state in " + file));
    }

    private static ConfigurableApplicationContext start(String dataFolder) {
        return new SpringApplicationBuilder(Empty.class)
                .web(WebApplicationType.NONE)
                .run("--runbook.data-dir=" + dataFolder);
    }
}
