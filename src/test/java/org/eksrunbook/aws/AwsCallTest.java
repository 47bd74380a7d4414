package org.eksrunbook.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The list of calls and the code name the same: nothing is called that is not listed, nothing is listed (and granted) that is not called. */
class AwsCallTest {

    private static final Set<String> NO_CALLS =
            Set.of("builder", "create", "close", "serviceName", "serviceClientConfiguration", "serviceMetadata");

    @Test
    void whatTheCodeCallsIsWhatIsListed() {
        Set<String> called = new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("org.eksrunbook")
                        .stream()
                        .flatMap(type -> Stream.concat(
                                type.getMethodCallsFromSelf().stream(), type.getMethodReferencesFromSelf().stream()))
                        .map(JavaAccess::getTarget)
                        .filter(AwsCallTest::isCall)
                        .map(AwsCallTest::name)
                        .collect(Collectors.toCollection(TreeSet::new));
        // Taken by the SDK's own provider of credentials.
        called.add("sts AssumeRole");

        assertThat(called)
                .isEqualTo(Stream.of(AwsCall.values())
                        .map(call -> call.service() + " " + call.operation())
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    private static boolean isCall(AccessTarget target) {
        JavaClass owner = target.getOwner();
        return owner.getPackageName().startsWith("software.amazon.awssdk.services.")
                && owner.getSimpleName().endsWith("Client")
                && !NO_CALLS.contains(target.getName());
    }

    private static String name(AccessTarget target) {
        String service = target.getOwner().getPackageName().replace("software.amazon.awssdk.services.", "");
        String method = target.getName().replaceFirst("(Paginator|AsBytes)$", "");
        return service + " " + Character.toUpperCase(method.charAt(0)) + method.substring(1);
    }
}
