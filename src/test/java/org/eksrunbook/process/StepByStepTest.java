package org.eksrunbook.process;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.eksrunbook.RunbookApplication;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.ContextConfiguration;

/**
 * A test of models against the whole server, whose jobs run when {@link StepByStep} says so. In a package other than this one: the engine's REST API
 * asks the engine that was made last, and tests of one package run together.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        classes = RunbookApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "camunda.bpm.job-execution.enabled=false",
            // Nothing listens there: whoever has an address only is not reached.
            "runbook.smtp.host=127.0.0.1",
            "runbook.smtp.port=1",
            "runbook.smtp.from=runbook@example.com",
            "RUNBOOK_PASSWORD_RESPONDER=responder",
            "RUNBOOK_PASSWORD_APPROVER=approver",
            "RUNBOOK_PASSWORD_MANAGER=manager",
            "RUNBOOK_PASSWORD_OWNER=owner",
            "RUNBOOK_PASSWORD_FORENSIC=forensic",
            "RUNBOOK_PASSWORD_ADMIN=admin"
        })
@ContextConfiguration(initializers = OwnDataFolder.class)
public @interface StepByStepTest {}
