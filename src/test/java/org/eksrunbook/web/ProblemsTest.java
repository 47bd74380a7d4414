package org.eksrunbook.web;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.util.List;
import org.eksrunbook.incident.Conflict;
import org.eksrunbook.incident.Forbidden;
import org.eksrunbook.incident.InvalidInput;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

class ProblemsTest {

    private final MockMvc http = MockMvcBuilders.standaloneSetup(new Failing())
            .setControllerAdvice(new Problems())
            .build();

    @RestController
    static class Failing {

        @GetMapping("/{what}")
        String fail(@PathVariable String what) {
            throw switch (what) {
                case "invalid" -> new InvalidInput(List.of("region: give one", "accountId: give 12 digits"));
                case "conflict" -> new Conflict("It was done already");
                case "forbidden" -> new Forbidden("Responders only");
                case "missing" -> NotFound.incident();
                default -> new IllegalStateException("jdbc:h2:file:/secret");
            };
        }
    }

    @Test
    void everyFaultOfAnInputIsNamed() throws Exception {
        http.perform(get("/invalid"))
                .andExpect(status().isBadRequest())
                .andExpect(content().contentType("application/problem+json"))
                .andExpect(jsonPath("$.detail").value("region: give one; accountId: give 12 digits"))
                .andExpect(jsonPath("$.faults.length()").value(2));
    }

    @Test
    void theRestHasItsOwnStatus() throws Exception {
        http.perform(get("/conflict")).andExpect(status().isConflict());
        http.perform(get("/forbidden")).andExpect(status().isForbidden());
        http.perform(get("/missing"))
                .andExpect(status().isNotFound())
                .andExpect(content().contentType("application/problem+json"));
    }

    @Test
    void whatNobodyExpectedTellsNothingOfTheInside() throws Exception {
        http.perform(get("/boom"))
                .andExpect(status().isInternalServerError())
                .andExpect(content().contentType("application/problem+json"))
                .andExpect(content().string(not(containsString("secret"))));
    }

    @Test
    void aMethodThatIsNotServedIsAProblemToo() throws Exception {
        http.perform(post("/invalid"))
                .andExpect(status().isMethodNotAllowed())
                .andExpect(content().contentType("application/problem+json"));
    }
}
