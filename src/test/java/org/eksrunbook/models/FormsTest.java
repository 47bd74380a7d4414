package org.eksrunbook.models;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FormsTest {

    /** Types that form-js 1.8.7 draws in Tasklist, and whose value the door can check. */
    private static final Set<String> FIELDS =
            Set.of("textfield", "textarea", "number", "checkbox", "radio", "select", "taglist");

    private static final Set<String> PRESENTATION = Set.of("text", "table");
    private static final int MOST_COLUMNS = 5;

    private final Map<String, JsonNode> forms = Models.forms();

    @Test
    void everyFileIsNamedAfterItsForm() {
        for (var file : Models.files(Models.FORMS, ".form")) {
            String name = file.getFileName().toString().replace(".form", "");
            assertThat(forms.keySet()).extracting(Models::kebab).contains(name);
        }
    }

    @Test
    void everyComponentIsOfAKnownTypeAndEveryFieldHasAKeyAndALabel() {
        forms.forEach((id, form) -> {
            Set<String> keys = new HashSet<>();
            for (JsonNode component : form.path("components")) {
                String type = component.path("type").asText();
                if (PRESENTATION.contains(type)) {
                    continue;
                }
                assertThat(FIELDS).as(id).contains(type);
                assertThat(keys.add(component.path("key").asText())).as(id).isTrue();
                assertThat(component.path("label").asText()).as(id).isNotBlank();
            }
        });
    }

    @Test
    void whatIsOnlyShownCannotBeSubmitted() {
        forms.forEach((id, form) -> {
            for (JsonNode component : form.path("components")) {
                if (component.path("key").asText().startsWith("view")) {
                    assertThat(component.path("disabled").asBoolean()).as(id).isTrue();
                }
            }
        });
    }

    @Test
    void choicesNameTheirValues() {
        forms.forEach((id, form) -> {
            for (JsonNode component : form.path("components")) {
                if (Set.of("radio", "select").contains(component.path("type").asText())) {
                    assertThat(component.path("values")).as(id).hasSizeGreaterThan(1);
                }
            }
        });
    }

    @Test
    void theFirstLineAsksAndTheSecondSaysWhy() {
        forms.forEach((id, form) -> {
            assertThat(form.at("/components/0/type").asText()).as(id).isEqualTo("text");
            assertThat(form.at("/components/1/text").asText()).as(id).hasSizeGreaterThan(60);
        });
    }

    /** A form fills its fields with the process variables of the same names: nobody must answer what a gateway reads without seeing it asked. */
    @Test
    void noFieldIsNamedLikeAProcessVariable() {
        Set<String> read = new HashSet<>();
        for (var file : Models.files(Models.BPMN, ".bpmn")) {
            Pattern.compile("getVariable\\(\"(\\w+)\"\\)|elementVariable=\"(\\w+)\"|(?:source|target)=\"(\\w+)\"")
                    .matcher(read(file))
                    .results()
                    .flatMap(match -> IntStream.rangeClosed(1, 3).mapToObj(match::group))
                    .filter(Objects::nonNull)
                    .forEach(read::add);
        }
        assertThat(read).contains("newPrincipals", "application", "planId");
        forms.forEach((id, form) -> {
            for (JsonNode component : form.path("components")) {
                assertThat(read).as(id).doesNotContain(component.path("key").asText());
            }
        });
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Texts are rendered as Markdown: nothing that an attacker wrote may stand in one. */
    @Test
    void textsShowOnlyWhatWeWroteOurselves() {
        forms.forEach((id, form) -> {
            for (JsonNode component : form.path("components")) {
                String text = component.path("text").asText();
                assertThat(text.replaceAll("\\{\\{view\\.(question|intro|more|link)}}", ""))
                        .as(id)
                        .doesNotContain("{{");
            }
        });
    }

    @Test
    void tablesArePagedAndFitIntoTasklist() {
        forms.forEach((id, form) -> {
            for (JsonNode table : form.path("components")) {
                if (table.path("type").asText().equals("table")) {
                    assertThat(table.path("rowCount").asInt()).as(id).isBetween(10, 20);
                    assertThat(table.path("columns").size()).as(id).isBetween(2, MOST_COLUMNS);
                    assertThat(table.path("dataSource").asText()).as(id).startsWith("=view.");
                }
            }
        });
    }

    /** «Every task completed with no fields takes the proposals it shows»; these cannot be proposed. */
    @Test
    void onlyWhatCannotBeProposedIsRequired() {
        List<String> required = new ArrayList<>();
        forms.forEach((id, form) -> {
            for (JsonNode component : form.path("components")) {
                if (component.at("/validate/required").asBoolean()) {
                    required.add(id + "." + component.path("key").asText());
                }
            }
        });
        assertThat(required)
                .containsExactlyInAnyOrder(
                        "incidentResponseStart.accountId",
                        "incidentResponseStart.businessKey",
                        "incidentResponseStart.region",
                        "eradicateApproveCut.decision",
                        "eradicateApproveScan.decision",
                        "eradicateApproveEradication.decision",
                        "eradicateConfirmEradicated.decision",
                        "eradicateConfirmEradicated.reason",
                        "performActions.outcome",
                        "recoverDecideRecovery.cause",
                        "recoverApproveRecovery.decision",
                        "recoverConfirmRecovered.decision",
                        "postIncidentApproveTermination.decision",
                        "postIncidentSignOffReport.decision");
    }
}
