package org.eksrunbook.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A person's answer and another transaction meet at the wrong moment, and the database takes the answer back. */
@ServerTest
class CollisionTest {

    @LocalServerPort
    private int port;

    @Autowired
    private RepositoryService repository;

    @Autowired
    private RuntimeService runtime;

    @Autowired
    private TaskService tasks;

    @Autowired
    private JdbcClient jdbc;

    private final AtomicInteger times = new AtomicInteger();
    private String task = "";

    @BeforeEach
    void aRowThatTheAnswerWrites() {
        task = DoorProbe.start(repository, runtime, tasks, "COLLIDE-" + System.nanoTime());
        jdbc.sql("create table if not exists probe_row (id int primary key, times int)")
                .update();
        jdbc.sql("merge into probe_row values (1, 0)").update();
    }

    @AfterEach
    void nothingHappensAmid() {
        DoorProbe.amid = () -> {};
    }

    @Test
    void anAnswerThatTheDatabaseTookBackIsCarriedOutAgain() {
        DoorProbe.amid = () -> {
            jdbc.sql("update probe_row set times = times + 1").update();
            if (times.incrementAndGet() == 1) {
                throw takenBack("40001");
            }
        };

        assertThat(complete()).isEqualTo(204);

        assertThat(times).hasValue(2);
        assertThat(jdbc.sql("select times from probe_row").query(Integer.class).single())
                .as("nothing of the first time is kept")
                .isOne();
    }

    @Test
    void anAnswerThatCollidesEachTimeIsAConflictAfterAFewTimes() {
        DoorProbe.amid = () -> {
            times.incrementAndGet();
            throw takenBack("40P01");
        };

        assertThat(complete()).isEqualTo(409);

        assertThat(times).hasValue(5);
        assertThat(tasks.createTaskQuery().taskId(task).count()).isOne();
    }

    @Test
    void whatFailsForAnotherReasonIsNotRepeated() {
        DoorProbe.amid = () -> {
            times.incrementAndGet();
            throw takenBack("22001");
        };

        assertThat(complete()).isEqualTo(500);

        assertThat(times).hasValue(1);
    }

    @Test
    void theStatementThatFailedIsNotTold() {
        DoorProbe.amid = () -> jdbc.sql("select secret from a_table_that_is_not")
                .query(String.class)
                .single();

        HttpResponse<String> answer = answer();

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body()).contains("look for").doesNotContainIgnoringCase("sql", "a_table_that_is_not");
    }

    private int complete() {
        return answer().statusCode();
    }

    private HttpResponse<String> answer() {
        return new Caller(port)
                .post(
                        "responder",
                        "/engine-rest/task/" + task + "/complete",
                        "{\"variables\":{\"reason\":{\"value\":\"colliding\"}}}");
    }

    /** As the engine tells what its database refused at the end of a command. */
    private static ProcessEngineException takenBack(String state) {
        return new ProcessEngineException(
                "An exception occurred in the persistence layer", new SQLException("refused", state));
    }
}
