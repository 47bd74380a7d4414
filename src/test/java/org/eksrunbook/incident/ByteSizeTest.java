package org.eksrunbook.incident;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ByteSizeTest {

    @ParameterizedTest
    @CsvSource({
        "0,0 bytes",
        "999,999 bytes",
        "1000,1 kB",
        "6066469,6.1 MB",
        "999949999,999.9 MB",
        "999950000,1 GB",
        "200000000000,200 GB",
        "9223372036854775807,9.2 EB"
    })
    void isSaidInAFewDigits(long bytes, String words) {
        assertThat(ByteSize.words(bytes)).isEqualTo(words);
    }
}
