package org.eksrunbook;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of packages in {@code docs/architecture.md}, as rules. */
class ArchitectureTest {

    private static final String BASE = "org.eksrunbook.";

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.eksrunbook");

    private static final List<String> RECORDS = List.of("incident", "evidence");
    private static final List<String> ASK_ACT_TELL =
            List.of("incident", "evidence", "trail", "asset", "action", "people", "report");
    private static final List<String> PHASES = List.of("eradicate", "recover", "postincident", "perform", "update");

    /** Each package and what it may use, besides itself. */
    private static final Map<String, List<String>> MAY_USE = new LinkedHashMap<>();

    static {
        MAY_USE.put("incident", List.of());
        MAY_USE.put("evidence", List.of("incident"));
        MAY_USE.put("trail", RECORDS);
        MAY_USE.put("asset", RECORDS);
        MAY_USE.put("action", with(RECORDS, "asset"));
        MAY_USE.put("people", RECORDS);
        MAY_USE.put("report", with(RECORDS, "trail", "asset", "action", "people"));
        MAY_USE.put("process", RECORDS);
        PHASES.forEach(phase -> MAY_USE.put(phase, with(ASK_ACT_TELL, "process")));
        MAY_USE.put("aws", ASK_ACT_TELL);
        MAY_USE.put("kubernetes", ASK_ACT_TELL);
        MAY_USE.put("web", with(with(ASK_ACT_TELL, "process"), PHASES.toArray(String[]::new)));
        MAY_USE.put("gameday", List.of());
    }

    static Stream<String> packages() {
        return MAY_USE.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("packages")
    void usesWhatTheTableAllows(String name) {
        Set<String> forbidden = new LinkedHashSet<>(MAY_USE.keySet());
        forbidden.removeAll(MAY_USE.getOrDefault(name, List.of()));
        forbidden.remove(name);
        noClasses()
                .that()
                .resideInAPackage(BASE + name + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        forbidden.stream().map(other -> BASE + other + "..").toArray(String[]::new))
                .because("the arrows between packages are the design: ask, decide, act, tell over one ledger")
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @Test
    void everyPackageStandsInTheTable() {
        Set<String> found = CLASSES.stream()
                .map(type -> type.getPackageName())
                .filter(name -> name.startsWith(BASE))
                .map(name -> name.substring(BASE.length()).split("\\.")[0])
                .collect(Collectors.toSet());
        assertThat(MAY_USE.keySet()).containsAll(found);
    }

    @Test
    void theEngineIsKnownToTheDecidingPackagesAlone() {
        noClasses()
                .that()
                .resideOutsideOfPackages(with(PHASES, "process").stream()
                        .map(name -> BASE + name + "..")
                        .toArray(String[]::new))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.camunda..")
                .because("the engine is at the end of its life and the way out must stay cheap")
                .check(CLASSES);
    }

    @Test
    void onlyTheAdaptersKnowTheSdks() {
        noClasses()
                .that()
                .resideOutsideOfPackages(BASE + "aws..", BASE + "kubernetes..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("software.amazon.awssdk..", "com.amazonaws..", "io.fabric8..", "io.kubernetes..")
                .because("everything else asks a port, so that it runs without the cloud")
                .check(CLASSES);
    }

    @Test
    void classesWithOpenVulnerabilitiesAreNotUsed() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .haveNameMatching("org\\.springframework\\.web\\.servlet\\.view\\.xslt\\..*"
                        + "|org\\.springframework\\.web\\.servlet\\.mvc\\.UrlFilenameViewController"
                        + "|org\\.springframework\\.messaging\\.rsocket\\..*"
                        + "|org\\.springframework\\.web\\.servlet\\.function\\.ServerResponse\\$SseBuilder"
                        + "|org\\.springframework\\.security\\.(config\\..*|web\\.)?[wW]eb[aA]uthn.*")
                .because("Spring Framework 6.2.19 and Security 6.5.11 are the last free ones and these have open CVEs")
                .check(CLASSES);
    }

    @Test
    void nobodyEvaluatesScriptsOrDeserializesObjects() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .haveNameMatching(
                        "javax\\.script\\..*|java\\.io\\.ObjectInputStream|org\\.springframework\\.expression\\..*")
                .because("logs, tags and forms are data and never evaluated")
                .check(CLASSES);
    }

    @Test
    void namesSayWhatAThingIs() {
        noClasses()
                .should()
                .haveNameMatching(".*(Util|Utils|Helper|Manager|Impl|Dto)")
                .because("such a name says nothing about what the class is")
                .check(CLASSES);
    }

    @Test
    void delegatesAreDoors() {
        classes()
                .that()
                .haveSimpleNameEndingWith("Delegate")
                .should()
                .bePackagePrivate()
                .andShould()
                .haveModifier(com.tngtech.archunit.core.domain.JavaModifier.FINAL)
                .because("a delegate belongs to its model and to nobody else")
                .check(CLASSES);
    }

    private static List<String> with(List<String> some, String... more) {
        return Stream.concat(some.stream(), Stream.of(more)).toList();
    }
}
