package org.eksrunbook.action;

import java.nio.file.Path;
import java.util.List;
import org.eksrunbook.asset.CaseContext;
import org.eksrunbook.asset.Databases;
import org.eksrunbook.asset.ResourceRef;
import org.eksrunbook.incident.IncidentId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** An open case whose plans become scripts, and a bash that runs them. */
@SuppressWarnings("NullAway.Init") // set before each test
abstract class ScriptedCase {

    @TempDir
    Path folder = Path.of(".");

    final Remedies remedies = new Remedies();
    final IncidentId id = IncidentId.of("INC-1");
    CaseContext context;
    ScriptRun run;

    @BeforeEach
    void open() {
        context = new CaseContext(Databases.h2(), folder);
        context.open("INC-1");
        run = new ScriptRun(folder);
    }

    @AfterEach
    void close() {
        context.close();
    }

    Plan plan(Purpose purpose, List<Action> actions) {
        return context.get(Plans.class).make(id, purpose, actions, null);
    }

    /** Approved. */
    String script(Purpose purpose, List<Action> actions) {
        return ScriptRun.approved(context, plan(purpose, actions));
    }

    static ResourceRef ref(String type, String name) {
        return new ResourceRef(type, name, null, CaseContext.ACCOUNT, CaseContext.REGION);
    }
}
