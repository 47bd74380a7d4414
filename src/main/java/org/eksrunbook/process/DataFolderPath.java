package org.eksrunbook.process;

import java.nio.file.Path;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.env.EnvironmentPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Makes {@code runbook.data-dir} one absolute path for everybody. As it is written it would mean different things: H2 refuses {@code data/x}, and
 * takes {@code ~/x} for a folder below the home folder, which no other reader does.
 */
class DataFolderPath implements EnvironmentPostProcessor, Ordered {

    private static final String SETTING = "runbook.data-dir";
    private static final String HOME = "~/";

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        String given = environment.getProperty(SETTING, "").strip();
        if (!given.isEmpty()) {
            environment
                    .getPropertySources()
                    .addFirst(new MapPropertySource(
                            SETTING, Map.of(SETTING, absolute(given).toString())));
        }
    }

    private static Path absolute(String given) {
        Path from = Path.of(given.startsWith(HOME) ? System.getProperty("user.home") : "")
                .toAbsolutePath();
        return from.resolve(given.replaceFirst("^~/+|^(\\./+)+", ""));
    }

    /** After the files and arguments were read. */
    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }
}
