package org.eksrunbook.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.util.Map;
import org.eksrunbook.incident.InvalidInput;
import org.eksrunbook.trail.LogArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.MapPropertySource;
import software.amazon.awssdk.core.SdkClient;
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
