package org.eksrunbook.web;

import java.io.PrintStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eksrunbook.incident.VisibleText;
import org.eksrunbook.trail.Permissions;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Import;

/**
 * {@code readiness [--policies] [--name=value]…}: tells on a terminal, before an incident, what the server could read and write with the settings and
 * credentials that are here. Opens no database and no port, so that it may run beside the server.
 */
public final class ReadinessCommand {

    private static final String USAGE = "usage: readiness [--policies] [--name=value]...";

    private ReadinessCommand() {}

    /** What the server's sources and stores need of it; given by name, found by no scan. */
    @ComponentScan({"org.eksrunbook.aws", "org.eksrunbook.evidence"})
    @ConfigurationPropertiesScan("org.eksrunbook.aws")
    @Import(Readiness.class)
    static class Sources {

        @Bean
        Clock clock() {
            return Clock.systemUTC();
        }
    }

    /** Answers the exit code: 0 where nothing that an incident needs is missing, else 1, also where the call is wrong. */
    public static int run(List<String> arguments, PrintStream out) {
        List<String> settings = new ArrayList<>(arguments);
        boolean policies = settings.remove("--policies");
        if (!settings.stream().allMatch(word -> word.matches("--[\\w.\\[\\]-]+=.*"))) {
            out.println(USAGE);
            return 1;
        }
        // Whoever begins a server makes its database's file: not here.
        settings.add("--spring.datasource.url=");
        Map<String, Object> quiet = new LinkedHashMap<>();
        quiet.put("logging.level.root", "ERROR");
        quiet.put("spring.main.log-startup-info", "false");
        try (ConfigurableApplicationContext context = new SpringApplicationBuilder(Sources.class)
                .web(WebApplicationType.NONE)
                .bannerMode(Banner.Mode.OFF)
                .lazyInitialization(true)
                .properties(quiet)
                .run(settings.toArray(String[]::new))) {
            List<Readiness.Check> checks = context.getBean(Readiness.class).checks();
            print(checks, out);
            context.getBeanProvider(Permissions.class).orderedStream().forEach(permissions -> {
                print(permissions, out);
                if (policies) {
                    permissions
                            .policies()
                            .forEach((whose, policy) -> out.println("\nPolicy of " + whose + ":\n" + policy));
                }
            });
            return Readiness.ready(checks) ? 0 : 1;
        }
    }

    private static void print(List<Readiness.Check> checks, PrintStream out) {
        out.println("If an incident began now, with these settings and credentials:\n");
        for (Readiness.Check check : checks) {
            String state = check.ready() ? "ok" : check.required() ? "MISSING" : "without";
            out.printf("%-8s %-28s %s%n", state, check.name(), VisibleText.of(check.detail()));
        }
        List<String> missing = checks.stream()
                .filter(check -> check.required() && !check.ready())
                .map(Readiness.Check::name)
                .toList();
        out.println(
                missing.isEmpty()
                        ? "\nNothing that an incident needs is missing."
                        : "\nNeeded and missing: " + String.join(", ", missing) + ".");
    }

    private static void print(Permissions permissions, PrintStream out) {
        List<Permissions.Permission> all = permissions.all();
        if (all.stream().allMatch(one -> one.outcome() == Permissions.Outcome.NOT_TRIED)) {
            out.println("\nAWS was not asked: no setting names it.");
            return;
        }
        out.println("\nPermissions, as each was found:\n");
        for (Permissions.Permission one : all) {
            out.printf(
                    "%-9s %-42s %-12s %s%n",
                    one.outcome().words(),
                    one.permission(),
                    one.by(),
                    one.untried() == null ? one.purpose() : one.purpose() + " (not tried: " + one.untried() + ")");
        }
    }
}
