package org.eksrunbook.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The most serious calls of a report stand in the order of the list of findings: outcome, class, what a read weighs, what is new, time. */
class FindingStockTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static JsonNode finding(String id, String category, boolean effective, String more)
            throws JsonProcessingException {
        return JSON.readTree("{'eventId':'%s','eventTime':'2024-08-02T08:%s:00Z','category':'%s','effective':%s%s}"
                .formatted(id, id.substring(1), category, effective, more)
                .replace('\'', '"'));
    }

    private static String compared(String... unseen) {
        return ",'comparedWith':'arn','unseen':["
                + String.join(
                        ",",
                        List.of(unseen).stream().map(one -> "'" + one + "'").toList()) + "]";
    }

    private static List<String> order(FindingStock stock) {
        return stock.mostSerious().map(one -> one.path("eventId").asText()).toList();
    }

    @Test
    void mostNewFirstWithinClassAndOutcomeAndWhomNothingIsKnownOfBeforeTheUsual() throws Exception {
        FindingStock stock = new FindingStock(5);
        stock.add(finding("a01", "deleted", false, compared("call", "region", "address")));
        stock.add(finding("a02", "recon", true, compared("call", "region", "address", "userAgent")));
        stock.add(finding("a03", "deleted", true, compared()));
        stock.add(finding("a04", "deleted", true, ",'comparedWith':null,'unseen':[]"));
        stock.add(finding("a05", "deleted", true, compared("region")));
        stock.add(finding("a06", "deleted", true, compared("region", "address")));
        stock.add(finding("a07", "identity", true, compared()));
        assertThat(order(stock)).containsExactly("a07", "a06", "a05", "a04", "a03");
        assertThat(stock.newness().sentence())
                .contains(
                        "4 calls show something new (call 2, region 4, address 3, user agent 1), 2 nothing new; of 1 nothing is known");
    }

    @Test
    void readsStandByWhatTheyWeighBeforeWhatIsNewInThem() throws Exception {
        FindingStock stock = new FindingStock(5);
        stock.add(finding("a01", "accessed", true, ",'sensitivity':60" + compared("call", "region")));
        stock.add(finding("a02", "accessed", true, ",'sensitivity':95" + compared()));
        stock.add(finding("a03", "accessed", true, ",'sensitivity':60" + compared("call", "region", "address")));
        assertThat(order(stock)).containsExactly("a02", "a03", "a01");
    }

    @Test
    void ofFindingsThatEarlierVersionsMadeNothingIsSaid() throws Exception {
        FindingStock stock = new FindingStock(5);
        stock.add(finding("a01", "deleted", true, ""));
        assertThat(stock.newness().told()).isFalse();
        assertThat(Newness.of(finding("a01", "deleted", true, "")).words()).isEmpty();
    }
}
