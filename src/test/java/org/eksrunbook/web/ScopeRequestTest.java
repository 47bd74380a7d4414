package org.eksrunbook.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.eksrunbook.incident.InvalidInput;
import org.junit.jupiter.api.Test;

class ScopeRequestTest {

    @Test
    void listsMayBeArraysOrLines() throws JsonProcessingException {
        ScopeRequest request = read("{\"reason\":\" a second role \",\"addPrincipals\":[\"AROA1\",\" \"],"
                + "\"addAccounts\":\"111122223333\\n444455556666\\n\"}");

        assertThat(request.reason()).isEqualTo("a second role");
        assertThat(request.change().addPrincipals()).containsExactly("AROA1");
        assertThat(request.change().addAccounts()).containsExactly("111122223333", "444455556666");
    }

    @Test
    void everyFaultIsNamed() {
        assertThatThrownBy(() -> read("{\"principals\":[],\"windowDays\":1.5,\"until\":7,\"addPrincipals\":[1]}"))
                .isInstanceOfSatisfying(
                        InvalidInput.class,
                        invalid -> assertThat(invalid.faults())
                                .hasSize(5)
                                .anyMatch(fault -> fault.startsWith("principals: there is no such field"))
                                .contains(
                                        "reason: say why the scope changes",
                                        "windowDays: give a whole number",
                                        "until: give a text",
                                        "addPrincipals: give a list of texts"));
    }

    @Test
    void aReasonAloneChangesNothing() {
        assertThatThrownBy(() -> read("{\"reason\":\"because\"}"))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("Nothing is changed");
    }

    private static ScopeRequest read(String json) throws JsonProcessingException {
        return ScopeRequest.of(new ObjectMapper().readTree(json));
    }
}
