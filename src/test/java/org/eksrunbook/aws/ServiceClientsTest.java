package org.eksrunbook.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eksrunbook.incident.InvalidInput;
import org.eksrunbook.trail.LogArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.io.ClassPathResource;
import software.amazon.awssdk.awscore.AwsClient;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.SdkHttpClient;

/** A server without AWS builds nothing of it, and says what is missing once somebody asks. */
class ServiceClientsTest {

    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

    @BeforeEach
    void withoutAws() {
        System.setProperty("aws.disableEc2Metadata", "true");
        System.setProperty("aws.configFile", "/nowhere");
        System.setProperty("aws.sharedCredentialsFile", "/nowhere");
        context.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "test",
                        Map.of("runbook.archive.root", "s3://delivered-logs/org", "runbook.data-dir", "target")));
        context.registerBean(Clock.class, Clock::systemUTC);
        context.register(Wiring.class);
        context.refresh();
    }

    @AfterEach
    void close() {
        context.close();
        System.clearProperty("aws.disableEc2Metadata");
        System.clearProperty("aws.configFile");
        System.clearProperty("aws.sharedCredentialsFile");
    }

    @Test
    void nothingIsBuiltBeforeItIsUsed() {
        assertThat(context.getBeanNamesForType(SdkClient.class, true, false))
                .hasSizeGreaterThan(10)
                .noneMatch(client -> context.getBeanFactory().containsSingleton(client));
        assertThat(context.getBeanNamesForType(SdkHttpClient.class, true, false))
                .noneMatch(client -> context.getBeanFactory().containsSingleton(client));
    }

    @Test
    void eachServiceThatIsCalledHasOneClientWithBothTimeoutsUnderTheLockOfAJob() {
        Duration lock = lockOfAJob();
        Set<String> services = new TreeSet<>();
        context.getBeansOfType(AwsClient.class).values().forEach(client -> {
            assertThat(services.add(service(client.getClass())))
                    .as("%s", client)
                    .isTrue();
            ClientOverrideConfiguration override =
                    client.serviceClientConfiguration().overrideConfiguration();
            Duration attempt = override.apiCallAttemptTimeout().orElseThrow();
            assertThat(attempt)
                    .isPositive()
                    .isLessThan(override.apiCallTimeout().orElseThrow());
            assertThat(override.apiCallTimeout().orElseThrow()).isLessThan(lock);
        });
        assertThat(services)
                .isEqualTo(Stream.of(AwsCall.values())
                        .map(AwsCall::service)
                        .collect(Collectors.toCollection(TreeSet::new)));
        assertThatThrownBy(() -> new AwsSettings(null, null, "calls", Duration.ofSeconds(8), Duration.ofMinutes(1)))
                .hasMessageContaining("at most 45 s");
    }

    private static String service(Class<?> client) {
        return client.getPackageName()
                .replace("software.amazon.awssdk.services.", "")
                .replaceFirst("\\..*", "");
    }

    private static Duration lockOfAJob() {
        YamlPropertiesFactoryBean settings = new YamlPropertiesFactoryBean();
        settings.setResources(new ClassPathResource("application.yaml"));
        return Duration.ofMillis(Long.parseLong(String.valueOf(
                Objects.requireNonNull(settings.getObject()).get("camunda.bpm.job-execution.lock-time-in-millis"))));
    }

    @Test
    void withoutRegionOrCredentialsTheStartIsRefusedWithWhatToDo() {
        LogArchive archive = context.getBean(LogArchive.class);
        assertThatThrownBy(() -> archive.check(null))
                .isInstanceOf(InvalidInput.class)
                .hasMessageMatching(".*(AWS_REGION|no AWS credentials).*");
    }

    /** The clients and what is asked first of them, without what a database is needed for. */
    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(AwsSettings.class)
    @Import({ServiceClients.class, S3LogArchive.class})
    static class Wiring {}
}
