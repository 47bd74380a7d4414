package org.eksrunbook.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.Deployment;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@ServerTest
class TablesRehearsalTest {

    private static final String BROKEN = """
            <?xml version="1.0" encoding="UTF-8"?>
            <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" xmlns:camunda="http://camunda.org/schema/1.0/dmn"
                         id="definitions_broken" name="Broken" namespace="http://camunda.org/schema/1.0/dmn">
              <decision id="brokenTable" name="Broken" camunda:historyTimeToLive="P90D">
                <decisionTable id="table_broken" hitPolicy="FIRST">
                  <output id="output_broken" name="reason" typeRef="string"/>
                  <rule id="rule_broken">
                    <outputEntry id="entry_broken" expressionLanguage="feel"><text>"no end</text></outputEntry>
                  </rule>
                </decisionTable>
              </decision>
            </definitions>
            """;

    @Autowired
    private TablesRehearsal rehearsal;

    @Autowired
    private RepositoryService repository;

    @Autowired
    private HistoryService history;

    @Test
    void aTableThatCannotBeAskedIsToldAndNoTraceOfAskingIsLeft() {
        long before = history.createHistoricDecisionInstanceQuery().count();
        assertThat(rehearsal.rehearse()).isEmpty();
        Deployment deployment =
                repository.createDeployment().addString("broken.dmn", BROKEN).deploy();
        try {
            assertThat(rehearsal.rehearse()).containsExactly("brokenTable");
            assertThat(history.createHistoricDecisionInstanceQuery().count()).isEqualTo(before);
        } finally {
            repository.deleteDeployment(deployment.getId(), true);
        }
    }
}
