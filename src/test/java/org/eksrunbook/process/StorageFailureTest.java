package org.eksrunbook.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class StorageFailureTest {

    @Test
    void aFullDiskIsRecognisedBehindWhateverWasThrown() {
        assertThat(StorageFailure.behind(new IllegalStateException(
                        new SQLException("closed", "90098", 90098, new IOException("No space left on device")))))
                .hasValueSatisfying(advice -> assertThat(advice).contains("The disk is full: free space"));
        assertThat(StorageFailure.behind(new SQLException("could not extend file", "53100")))
                .hasValueSatisfying(advice -> assertThat(advice).contains("The disk is full"));
    }

    @Test
    void aDatabaseThatIsAwayIsRecognised() {
        assertThat(StorageFailure.behind(new RuntimeException(new SQLException("refused", "08001"))))
                .hasValueSatisfying(advice -> assertThat(advice).contains("The database cannot be reached"));
        assertThat(StorageFailure.behind(new SQLException("closed", "90098", 90098)))
                .isPresent();
    }

    @Test
    void anythingElseStaysWhatItIs() {
        assertThat(StorageFailure.behind(new SQLException("duplicate key", "23505")))
                .isEmpty();
        assertThat(StorageFailure.behind(new IOException("Broken pipe"))).isEmpty();
        assertThat(StorageFailure.behind(new IllegalStateException())).isEmpty();
    }
}
