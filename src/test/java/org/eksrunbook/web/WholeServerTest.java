package org.eksrunbook.web;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.eksrunbook.RunbookApplication;
import org.eksrunbook.process.OwnDataFolder;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.ContextConfiguration;

/** A test against the whole server on a port and in a data folder of its own; every user's password is the user's name. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        classes = RunbookApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "RUNBOOK_PASSWORD_RESPONDER=responder",
            "RUNBOOK_PASSWORD_APPROVER=approver",
            "RUNBOOK_PASSWORD_MANAGER=manager",
            "RUNBOOK_PASSWORD_OWNER=owner",
            "RUNBOOK_PASSWORD_FORENSIC=forensic",
            "RUNBOOK_PASSWORD_ADMIN=admin"
        })
@ContextConfiguration(initializers = OwnDataFolder.class)
@interface WholeServerTest {}
