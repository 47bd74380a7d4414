package org.eksrunbook.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;

/** Gives each test context a fresh data folder and removes it with the context; the database lives in memory. */
public class OwnDataFolder implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        try {
            Path folder = Files.createTempDirectory("runbook-test");
            TestPropertyValues.of("runbook.data-dir=" + folder).applyTo(context);
            if (!context.getEnvironment().containsProperty("runbook.test.database")) {
                TestPropertyValues.of("spring.datasource.url=jdbc:h2:mem:" + folder.getFileName()
                                + ";DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=10000")
                        .applyTo(context);
            }
            context.addApplicationListener(event -> {
                if (event instanceof org.springframework.context.event.ContextClosedEvent) {
                    FileSystemUtils.deleteRecursively(folder.toFile());
                }
            });
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }
}
