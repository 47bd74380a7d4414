package org.eksrunbook.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Where EventBridge hands in findings. */
@RestController
class IntakeController {

    private final Intake intake;
    private final JsonBody body;

    IntakeController(Intake intake, JsonBody body) {
        this.intake = intake;
        this.body = body;
    }

    @PostMapping("/api/intake/guardduty")
    ResponseEntity<Map<String, String>> guardDuty(InputStream content, Reader reader, HttpServletRequest request)
            throws IOException {
        reader.mustBe("Handing in findings", "intake", "responders");
        Intake.Taken taken = intake.take(body.object(content), reader);
        // Without a host: the one that the client wrote into its request is not to be believed.
        URI location = URI.create(
                request.getContextPath() + "/api/incidents/" + taken.id().value());
        ResponseEntity.BodyBuilder answer = taken.fresh() ? ResponseEntity.created(location) : ResponseEntity.ok();
        return answer.body(Map.of("id", taken.id().value()));
    }
}
