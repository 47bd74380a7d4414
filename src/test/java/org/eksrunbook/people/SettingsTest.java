package org.eksrunbook.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.eksrunbook.incident.Severity;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ClassPathResource;

class SettingsTest {

    private static <T> T bound(String prefix, Class<T> type, Map<String, Object> given) throws IOException {
        StandardEnvironment environment = new StandardEnvironment();
        new YamlPropertySourceLoader()
                .load("defaults", new ClassPathResource("application.yaml"))
                .forEach(environment.getPropertySources()::addLast);
        environment.getPropertySources().addFirst(new MapPropertySource("given", new HashMap<>(given)));
        return Binder.get(environment).bindOrCreate(prefix, type);
    }

    @Test
    void theDefaultsAreThosePromised() throws IOException {
        PeopleSettings settings = bound("runbook", PeopleSettings.class, Map.of());

        assertThat(settings.stakeholders()).isEmpty();
        assertThat(settings.rhythm(Severity.P1)).isEqualTo(Duration.ofMinutes(30));
        assertThat(settings.rhythm(Severity.P2)).isEqualTo(Duration.ofHours(2));
        assertThat(settings.rhythm(Severity.P3)).isEqualTo(Duration.ofDays(1));
    }

    @Test
    void stakeholdersAndRhythmsCanBeNamed() throws IOException {
        PeopleSettings settings = bound(
                "runbook",
                PeopleSettings.class,
                Map.of(
                        "runbook.stakeholders[0].name", "Ada",
                        "runbook.stakeholders[0].role", "legal",
                        "runbook.stakeholders[0].channel", "email",
                        "runbook.stakeholders[0].address", "ada@example.com",
                        "runbook.updates.p2", "45m"));

        assertThat(settings.stakeholders().get(0).address()).isEqualTo("ada@example.com");
        assertThat(settings.rhythm(Severity.P2)).isEqualTo(Duration.ofMinutes(45));
        assertThatThrownBy(() -> bound("runbook", PeopleSettings.class, Map.of("runbook.updates.P1", "1s")))
                .hasStackTraceContaining("shorter than a minute");
    }

    @Test
    void noServerIsNamedByDefaultAndOneWithoutALoginNeedsNone() throws IOException {
        assertThat(new SmtpChannel(bound("runbook.smtp", SmtpSettings.class, Map.of())).configured())
                .isFalse();

        SmtpSettings open = bound(
                "runbook.smtp",
                SmtpSettings.class,
                Map.of("runbook.smtp.host", "mail.example.com", "runbook.smtp.from", "runbook@example.com"));

        assertThat(new SmtpChannel(open).configured()).isTrue();
        assertThat(open.username()).isNull();
        assertThat(open.port()).isNull();
    }

    @Test
    void aServerWithoutASenderStopsTheStart() {
        assertThatThrownBy(() ->
                        bound("runbook.smtp", SmtpSettings.class, Map.of("runbook.smtp.host", "mail.example.com")))
                .hasStackTraceContaining("runbook.smtp.from: name the sender");
    }
}
