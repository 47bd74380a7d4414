package org.eksrunbook.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.springframework.core.io.ClassPathResource;

/** Reads which engine commands people may use: an allow-list, so that what a later engine brings is closed until listed. */
final class PermittedCommands {

    private static final String ENGINE = "org.camunda.bpm.engine.impl.";

    private final Map<String, String> whoByCommand = new HashMap<>();

    PermittedCommands() {
        try {
            new ClassPathResource("process/permitted-commands.txt")
                    .getContentAsString(StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split(" ", 2))
                    .forEach(columns -> whoByCommand.put(columns[1].strip(), columns[0]));
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    boolean permits(Class<?> command, boolean administrator) {
        if (!command.getName().startsWith(ENGINE)) {
            return false;
        }
        String who = whoByCommand.get(command.getSimpleName());
        return "everyone".equals(who) || ("administrators".equals(who) && administrator);
    }

    Map<String, String> all() {
        return Map.copyOf(whoByCommand);
    }
}
