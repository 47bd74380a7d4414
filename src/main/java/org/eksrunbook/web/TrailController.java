package org.eksrunbook.web;

import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartHttpServletRequest;

/** Takes logs exported from another tool: they become an archive folder of the case. */
@RestController
class TrailController {

    private final Uploads uploads;

    TrailController(Uploads uploads) {
        this.uploads = uploads;
    }

    @PostMapping(path = "/api/incidents/{id}/trail", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    Uploads.Accepted upload(@PathVariable String id, Reader reader, MultipartHttpServletRequest request)
            throws IOException {
        return uploads.take(id, reader, request);
    }
}
