package org.eksrunbook.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;

/** {@code docs/interfaces.md} names every path, start variable and field that there is, and none that there is not. */
class InterfacesDocumentationTest {

    private static final Path DOCUMENT = Path.of("docs/interfaces.md");
    private static final Pattern PATH_ROW = Pattern.compile("(?m)^\\| `(GET|POST|PUT|DELETE) (/api/[^`]+)` \\|");
    private static final Pattern VARIABLE_ROW = Pattern.compile("(?m)^\\| `([a-zA-Z]+)` \\| (?:String|Json|Integer)");

    @Test
    void everyPathOfTheApiIsDocumentedAndEveryDocumentedOneIsThere() throws IOException {
        assertThat(documented(PATH_ROW, match -> match.group(1) + " " + match.group(2)))
                .isEqualTo(served());
    }

    @Test
    void everyStartVariableIsDocumentedAndEveryDocumentedOneIsTaken() throws Exception {
        Field all = Class.forName("org.eksrunbook.process.StartVariables").getDeclaredField("ALL");
        all.setAccessible(true);

        assertThat(documented(VARIABLE_ROW, match -> match.group(1))).isEqualTo(new TreeSet<>((Set<?>) all.get(null)));
    }

    @Test
    void everyFieldOfAScopeChangeIsDocumented() throws Exception {
        Field fields = ScopeRequest.class.getDeclaredField("FIELDS");
        fields.setAccessible(true);
        String section = section("### Changing the scope");

        assertThat((Set<?>) fields.get(null))
                .allSatisfy(field -> assertThat(section).contains("`" + field + "`"));
    }

    @Test
    void everyFieldOfWhatIsAnsweredIsDocumented() throws IOException {
        assertFields("### A finding", org.eksrunbook.trail.Finding.class, "\"%s\":");
        assertFields("### A principal", org.eksrunbook.trail.Principal.class, "\"%s\"");
        assertFields("### A resource", org.eksrunbook.asset.InventoryRow.class, "\"%s\"");
        assertFields("### An incident", CaseView.class, "\"%s\":");
        assertFields("### An incident", CaseView.Counts.class, "\"%s\":");
        assertFields("### An incident", CaseView.Progress.class, "\"%s\":");
    }

    @Test
    void theCommandsAreThoseOfTheBuild() throws IOException {
        String pom = Files.readString(Path.of("pom.xml"));
        String commands = section("## Commands");

        for (String profile : documentedProfiles(commands)) {
            assertThat(pom).contains("<id>" + profile + "</id>");
        }
        assertThat(commands).contains("-Dspring-boot.run.profiles=gameday", "./mvnw verify`", "verify MANIFEST");
        assertThat(section("## Commands")).contains(jarName(pom));
    }

    private static Set<String> documentedProfiles(String commands) {
        return Pattern.compile("-P([a-z]+)")
                .matcher(commands)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toSet());
    }

    private static String jarName(String pom) {
        String artifact = Pattern.compile("<artifactId>(.*?)</artifactId>\\s*<version>(.*?)</version>")
                .matcher(pom)
                .results()
                .findFirst()
                .map(match -> match.group(1) + "-" + match.group(2))
                .orElseThrow();
        return artifact + ".jar";
    }

    private static void assertFields(String heading, Class<? extends Record> type, String form) throws IOException {
        String section = section(heading);
        assertThat(Arrays.stream(type.getRecordComponents()).map(component -> component.getName()))
                .allSatisfy(name -> assertThat(section)
                        .as(type.getSimpleName() + "." + name)
                        .contains(String.format(form, name)));
    }

    private static Set<String> documented(Pattern row, java.util.function.Function<MatchResult, String> text)
            throws IOException {
        return row.matcher(Files.readString(DOCUMENT))
                .results()
                .map(text)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String section(String heading) throws IOException {
        String document = Files.readString(DOCUMENT);
        int from = document.indexOf("\n" + heading);
        assertThat(from).as(heading).isNotNegative();
        String level = heading.substring(0, heading.indexOf(' ') + 1);
        int until = document.indexOf("\n" + level, from + heading.length());
        return document.substring(from, until < 0 ? document.length() : until);
    }

    private static Set<String> served() {
        ClassPathScanningCandidateComponentProvider scan = new ClassPathScanningCandidateComponentProvider(false);
        scan.addIncludeFilter(new AnnotationTypeFilter(RestController.class));
        return scan.findCandidateComponents("org.eksrunbook.web").stream()
                .map(bean -> Objects.requireNonNull(bean.getBeanClassName()))
                .filter(name -> !name.contains("Test"))
                .flatMap(InterfacesDocumentationTest::mappings)
                .filter(mapping -> mapping.contains(" /api/"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<String> mappings(String controller) {
        try {
            return Arrays.stream(Class.forName(controller).getDeclaredMethods())
                    .flatMap(InterfacesDocumentationTest::mappings);
        } catch (ClassNotFoundException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Stream<String> mappings(Method method) {
        RequestMapping mapping = AnnotatedElementUtils.findMergedAnnotation(method, RequestMapping.class);
        if (mapping == null) {
            return Stream.empty();
        }
        return Arrays.stream(mapping.method())
                .map(RequestMethod::name)
                .flatMap(verb -> Arrays.stream(mapping.path()).map(path -> verb + " " + path));
    }
}
