package org.eksrunbook.process;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** What the database said of a statement stays on the server; everything else is answered as it is. */
class EngineErrorsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"message\":\"ENGINE-03004 Exception while executing Database Operation 'INSERT x'\"}",
                "{\"message\":\"### Error querying database.  Cause: org.h2.jdbc.JdbcSQLSyntaxErrorException: Table\"}",
                "{\"message\":\"PreparedStatementCallback; bad SQL grammar [select secret from ledger]\"}"
            })
    void aStatementIsNotTold(String body) throws Exception {
        MockHttpServletResponse response = through(500, body);
        assertThat(response.getStatus()).isEqualTo(500);
        assertThat(response.getContentAsString())
                .matches("\\{\"type\":\"ProcessEngineException\",\"message\":\"The database failed: look for"
                        + " [0-9a-f-]{36} in the server's log\",\"code\":null}");
        assertThat(response.getContentLength())
                .isEqualTo(response.getContentAsString().length());
    }

    @Test
    void anotherErrorAndEveryOtherAnswerIsWhatItIs() throws Exception {
        assertThat(through(500, "{\"message\":\"Task is suspended\"}").getContentAsString())
                .isEqualTo("{\"message\":\"Task is suspended\"}");
        assertThat(through(400, "{\"message\":\"SQL is no field\"}").getContentAsString())
                .isEqualTo("{\"message\":\"SQL is no field\"}");
        assertThat(through(200, "{\"name\":\"a task named SQL\"}").getContentAsString())
                .isEqualTo("{\"name\":\"a task named SQL\"}");
    }

    private static MockHttpServletResponse through(int status, String body) throws Exception {
        MockHttpServletResponse response = new MockHttpServletResponse();
        new EngineErrors()
                .doFilter(new MockHttpServletRequest("GET", "/engine-rest/task"), response, (asked, given) -> {
                    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
                    ((HttpServletResponse) given).setStatus(status);
                    given.setContentLength(bytes.length);
                    given.getOutputStream().write(bytes);
                    given.flushBuffer();
                });
        return response;
    }
}
