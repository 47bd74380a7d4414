package org.eksrunbook.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.camunda.bpm.engine.variable.Variables;
import org.eksrunbook.incident.InvalidInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FormFieldsTest {

    private static final FormFields FORM = FormFields.parse("""
            {"components":[
              {"type":"textarea","key":"view.script","disabled":true},
              {"type":"textfield","key":"seen","readonly":true},
              {"type":"group","components":[{"type":"radio","key":"decision","values":[{"value":"approve"}]}]}]}""".getBytes(StandardCharsets.UTF_8));

    @Test
    void whatAFormOnlyShowsIsNoField() {
        for (String name : new String[] {"view", "view.script", "script"}) {
            assertThatThrownBy(() -> SubmittedFields.check(Map.of(name, "x"), FORM))
                    .isInstanceOf(InvalidInput.class)
                    .hasMessageContaining(name + ": is no field of this task");
        }
    }

    @Test
    void whatABrowserSendsAlongUnaskedIsDropped() {
        assertThat(SubmittedFields.check(Map.of("seen", "x", "decision", "approve"), FORM))
                .isEqualTo(Map.of("decision", "approve"));
    }

    @ParameterizedTest
    @MethodSource("forms")
    void everyFieldOfEveryFormRefusesWhatIsNotOfItsKind(Path form) throws IOException {
        FormFields fields = FormFields.parse(Files.readAllBytes(form));
        Object object = Variables.serializedObjectValue("{\"a\":{}}")
                .serializationDataFormat("application/json")
                .create();
        fields.byKey().forEach((name, field) -> {
            List<Object> wrong = new ArrayList<>();
            if (field.kind() != FormFields.Kind.SHOWN) {
                wrong.add(object);
                wrong.add(Variables.byteArrayValue(new byte[] {1}));
            }
            if (field.kind() == FormFields.Kind.TEXT) {
                wrong.addAll(List.of("a\u0000b", "a\u001b[2J", "x".repeat(SubmittedFields.LONGEST_TEXT + 1)));
            }
            if (!field.choices().isEmpty()) {
                wrong.addAll(List.of("perhaps", "APPROVE", 7));
            }
            if (field.kind() == FormFields.Kind.FLAG) {
                wrong.addAll(List.of("perhaps", 7, "1"));
            }
            if (field.kind() == FormFields.Kind.NUMBER) {
                wrong.addAll(List.of("seven", true, "0x10"));
            }
            if (field.kind() == FormFields.Kind.LIST) {
                wrong.addAll(List.of(7, true));
            }
            for (Object value : wrong) {
                assertThatThrownBy(() -> SubmittedFields.check(Map.of(name, value), fields))
                        .as(form.getFileName() + " " + name + " " + value)
                        .isInstanceOf(InvalidInput.class)
                        .hasMessageContaining(name + ": ");
            }
        });
    }

    @Test
    void everyFaultIsToldAtOnce() {
        assertThatThrownBy(() -> SubmittedFields.check(Map.of("decision", "perhaps", "approved", true), FORM))
                .isInstanceOfSatisfying(
                        InvalidInput.class,
                        input -> assertThat(input.faults())
                                .containsExactly(
                                        "approved: is no field of this task", "decision: must be one of approve"));
    }

    static List<Path> forms() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("forms"))) {
            return files.filter(file -> file.toString().endsWith(".form"))
                    .sorted()
                    .toList();
        }
    }
}
