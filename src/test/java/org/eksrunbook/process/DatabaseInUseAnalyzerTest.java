package org.eksrunbook.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.springframework.boot.diagnostics.FailureAnalysis;

class DatabaseInUseAnalyzerTest {

    @Test
    void aLockedDatabaseIsExplained() {
        SQLException locked = new SQLException("Database may be already in use", "90020", 90020);
        FailureAnalysis analysis = new DatabaseInUseAnalyzer().analyze(new IllegalStateException("start", locked));
        assertThat(analysis).isNotNull();
        assertThat(analysis.getDescription()).contains("running already");
    }

    @Test
    void otherFaultsOfTheDatabaseAreLeftToOthers() {
        SQLException other = new SQLException("Table not found", "42S02", 42102);
        assertThat(new DatabaseInUseAnalyzer().analyze(new IllegalStateException("start", other)))
                .isNull();
    }
}
