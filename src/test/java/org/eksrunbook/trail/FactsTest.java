package org.eksrunbook.trail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class FactsTest {

    @Test
    void theTablesAreCompact() throws IOException {
        long bytes = 0;
        for (String table : List.of(
                "actions", "more-actions", "taught", "types", "services", "parts", "identifiers", "arns", "attack")) {
            try (InputStream file = FactsTest.class.getResourceAsStream("/facts/" + table + ".csv")) {
                bytes += Objects.requireNonNull(file, table).readAllBytes().length;
            }
        }
        assertThat(bytes).isLessThan(600_000);
    }

    @Test
    void aTaughtCallIsJudgedAsItWasTaught() {
        FactsFile.rows("taught.csv").forEach(row -> {
            List<Category> taught = List.of(row.get("categories").split(" ")).stream()
                    .map(Category::of)
                    .toList();
            for (String action : row.get("actions").split(" ")) {
                assertThat(Events.judged(row.get("service"), action, ",'sourceIPAddress':'198.51.100.7'")
                                .categories())
                        .as("%s:%s", row.get("service"), action)
                        .isEqualTo(taught);
            }
        });
    }

    @Test
    void aWholeIsNoPartItself() {
        var types = ResourceTypes.load();
        FactsFile.rows("parts.csv")
                .forEach(row -> assertThat(types.part(row.get("whole")))
                        .as(row.get("whole"))
                        .isNull());
    }

    @Test
    void forgettingIsRepeatable() {
        CallName call = CallName.of("iam.amazonaws.com", "CreateUser");
        assertThat(ActionTable.load().forgetting(1, 7).fact(call)).isNull();
        assertThat(ActionTable.load().forgetting(0, 7).fact(call)).isNotNull();
    }
}
