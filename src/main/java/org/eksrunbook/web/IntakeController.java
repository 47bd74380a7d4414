package org.eksrunbook.web;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriComponentsBuilder;

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
    ResponseEntity<Map<String, String>> guardDuty(InputStream content, Reader reader, UriComponentsBuilder base)
            throws IOException {
        reader.mustBe("Handing in findings", "intake", "responders");
        Intake.Taken taken = intake.take(body.object(content), reader);
        URI location = base.path("/api/incidents/{id}").build(taken.id().value());
        ResponseEntity.BodyBuilder answer = taken.fresh() ? ResponseEntity.created(location) : ResponseEntity.ok();
        return answer.body(Map.of("id", taken.id().value()));
    }
}
