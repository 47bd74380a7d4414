package org.eksrunbook.process;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ContextConfiguration;

/** A test against the server on a port and in a data folder of its own; every user's password is the user's name. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        classes = EngineAlone.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "RUNBOOK_PASSWORD_RESPONDER=responder",
            "RUNBOOK_PASSWORD_APPROVER=approver",
            "RUNBOOK_PASSWORD_MANAGER=manager",
            "RUNBOOK_PASSWORD_OWNER=owner",
            "RUNBOOK_PASSWORD_FORENSIC=forensic",
            "RUNBOOK_PASSWORD_ADMIN=admin",
            "runbook.step-retries=PT1S",
            "camunda.bpm.default-number-of-retries=2",
            "camunda.bpm.job-execution.max-wait=500"
        })
@Import(DoorProbe.class)
@ContextConfiguration(initializers = OwnDataFolder.class)
@interface ServerTest {}
