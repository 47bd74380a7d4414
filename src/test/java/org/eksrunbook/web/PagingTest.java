package org.eksrunbook.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.eksrunbook.incident.InvalidInput;
import org.junit.jupiter.api.Test;

class PagingTest {

    private static final List<Integer> ROWS = IntStream.range(0, 250).boxed().toList();

    @Test
    void withoutParametersTheFirstHundredRowsAreGiven() {
        Page<Integer> page = Page.of(ROWS, Paging.of(null, null));

        assertThat(page.items()).hasSize(100).startsWith(0);
        assertThat(page.total()).isEqualTo(250);
    }

    @Test
    void theLastPageHoldsTheRest() {
        assertThat(Page.of(ROWS, Paging.of("2", "100")).items()).hasSize(50).startsWith(200);
    }

    @Test
    void aPageBehindTheEndIsEmptyAndStillTellsTheTotal() {
        Page<Integer> page = Page.of(ROWS, Paging.of("2147483647", "1000"));

        assertThat(page.items()).isEmpty();
        assertThat(page.total()).isEqualTo(250);
    }

    @Test
    void bothFaultsAreNamedAtOnce() {
        assertThatThrownBy(() -> Paging.of("-1", "1001"))
                .isInstanceOfSatisfying(
                        InvalidInput.class,
                        invalid -> assertThat(invalid.faults())
                                .containsExactly(
                                        "page: give a whole number from 0 to 2147483647",
                                        "size: give a whole number from 1 to 1000"));
    }

    @Test
    void aWordIsNoNumber() {
        assertThatThrownBy(() -> Paging.of("ten", null)).isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> Paging.of("", null)).isInstanceOf(InvalidInput.class);
    }
}
