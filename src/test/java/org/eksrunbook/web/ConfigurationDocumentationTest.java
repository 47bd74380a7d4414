package org.eksrunbook.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;

/** {@code docs/configuration.md} names every {@code runbook.*} setting that there is, and none that there is not. */
class ConfigurationDocumentationTest {

    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(runbook\\.[^`]+)` \\|");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{(runbook\\.[a-z.-]+)");

    @Test
    void everySettingIsDocumentedAndEveryDocumentedOneIsRead() throws IOException {
        Set<String> documented = ROW.matcher(Files.readString(Path.of("docs/configuration.md")))
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> read = new TreeSet<>(bound());
        read.addAll(placeholders());

        assertThat(documented).isEqualTo(read);
    }

    private static Set<String> bound() {
        ClassPathScanningCandidateComponentProvider scan = new ClassPathScanningCandidateComponentProvider(false);
        scan.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));
        return scan.findCandidateComponents("org.eksrunbook").stream()
                .map(bean -> Objects.requireNonNull(bean.getBeanClassName()))
                .flatMap(ConfigurationDocumentationTest::properties)
                .collect(Collectors.toSet());
    }

    private static Stream<String> properties(String type) {
        try {
            Class<?> settings = Class.forName(type);
            String prefix =
                    settings.getAnnotation(ConfigurationProperties.class).value();
            return Stream.of(settings.getRecordComponents()).map(component -> prefix + "." + name(component));
        } catch (ClassNotFoundException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String name(RecordComponent component) {
        String name = component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(java.util.Locale.ROOT);
        boolean bySeverity = component.getGenericType() instanceof ParameterizedType type
                && type.getRawType().equals(Map.class);
        return bySeverity ? name + ".<severity>" : name;
    }

    private static Set<String> placeholders() throws IOException {
        Set<String> found = new TreeSet<>();
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            for (Path source :
                    sources.filter(path -> path.toString().endsWith(".java")).toList()) {
                PLACEHOLDER.matcher(Files.readString(source)).results().forEach(match -> found.add(match.group(1)));
            }
        }
        return found;
    }
}
