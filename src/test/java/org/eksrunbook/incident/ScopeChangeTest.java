package org.eksrunbook.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScopeChangeTest {

    private static final Instant NOW = Instant.parse("2024-08-03T09:00:00Z");
    private static final Scope SCOPE = new Scope(
            1,
            "111122223333",
            List.of(),
            "eu-central-1",
            Instant.parse("2024-08-02T08:00:00Z"),
            null,
            90,
            "shop",
            null,
            null,
            List.of(),
            List.of(),
            List.of(),
            TrailSource.ARCHIVE,
            null);

    @ParameterizedTest
    @CsvSource({
        "2024-08-03T09:30:00Z, 'compromisedAt: lies in the future, it is 2024-08-03T09:00:00Z now'",
        "+999999999-12-31T23:59:59Z, lies in the future",
        "2013-11-12T23:59:59Z, 'compromisedAt: lies before 2013-11-13, when CloudTrail began'",
        "0024-08-02T08:00:00Z, when CloudTrail began",
        "yesterday, compromisedAt: must be a time like 2026-08-02T08:23:24Z"
    })
    void aTimeThatNoLogCanHaveIsRefusedInWords(String compromisedAt, String fault) {
        assertThatThrownBy(() -> change(compromisedAt).applyTo(SCOPE, NOW))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining(fault);
    }

    @Test
    void theFirstDayOfCloudTrailIsTakenAndAClockThatGoesAheadALittle() {
        assertThat(change("2013-11-13T00:00:00Z").applyTo(SCOPE, NOW).compromisedAt())
                .isEqualTo("2013-11-13T00:00:00Z");
        assertThat(change("2024-08-03T09:05:00Z").applyTo(SCOPE, NOW).version()).isEqualTo(2);
    }

    @Test
    void aTimeThatStandsIsNotJudgedWithEachOtherChange() {
        Instant before = Instant.parse("2024-08-01T00:00:00Z");
        assertThat(change(null).applyTo(SCOPE, before).compromisedAt()).isEqualTo(SCOPE.compromisedAt());
    }

    @Test
    void aScopeThatWasStoredBeforeAnybodyCouldBeRuledOutIsRead() throws JsonProcessingException {
        ObjectMapper json = new ObjectMapper()
                .registerModule(new JavaTimeModule())
                .configure(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS, false);
        ObjectNode stored = json.valueToTree(SCOPE);
        assertThat(stored.remove("ruledOut")).isEmpty();
        assertThat(json.treeToValue(stored, Scope.class)).isEqualTo(SCOPE);
    }

    private static ScopeChange change(@Nullable String compromisedAt) {
        return new ScopeChange(List.of("role/x"), List.of(), List.of(), List.of(), compromisedAt, null, null, null);
    }
}
