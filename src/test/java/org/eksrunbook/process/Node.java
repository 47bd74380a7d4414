package org.eksrunbook.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** A server started by hand, for tests that need two, or one that does not come up. */
record Node(ConfigurableApplicationContext context) implements AutoCloseable {

    private static final String[] USERS = {"responder", "approver", "manager", "owner", "forensic", "admin"};

    static Node start(String database, Path dataFolder, String... settings) {
        List<String> arguments = new ArrayList<>(List.of(
                "--server.port=0",
                "--spring.jmx.enabled=false",
                "--spring.datasource.url=" + database,
                "--runbook.data-dir=" + dataFolder));
        if (database.contains("postgres")) {
            arguments.add("--spring.datasource.username=postgres");
            arguments.add("--spring.datasource.password=postgres");
        }
        for (String user : USERS) {
            arguments.add("--RUNBOOK_PASSWORD_" + user.toUpperCase(java.util.Locale.ROOT) + "=" + user);
        }
        arguments.addAll(List.of(settings));
        return new Node(new SpringApplicationBuilder(EngineAlone.class, DoorProbe.class)
                .run(arguments.toArray(String[]::new)));
    }

    int port() {
        return ((ServletWebServerApplicationContext) context).getWebServer().getPort();
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    @Override
    public void close() {
        context.close();
    }
}
