package org.eksrunbook.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.eksrunbook.asset.CmdbImport;
import org.eksrunbook.asset.CmdbImport.Imported;
import org.eksrunbook.incident.InvalidInput;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.multipart.MultipartHttpServletRequest;

/** Imports the organisation's register of applications, all or nothing. */
@RestController
class CmdbController {

    private static final long MOST_BYTES = 64L << 20;

    private final CmdbImport cmdb;

    CmdbController(CmdbImport cmdb) {
        this.cmdb = cmdb;
    }

    @PostMapping(path = "/api/cmdb/import", consumes = "text/csv")
    Imported csv(InputStream body, Reader reader) throws IOException {
        return take(body, false, reader);
    }

    @PostMapping(path = "/api/cmdb/import", consumes = MediaType.APPLICATION_JSON_VALUE)
    Imported json(InputStream body, Reader reader) throws IOException {
        return take(body, true, reader);
    }

    @PostMapping(path = "/api/cmdb/import", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    Imported form(MultipartHttpServletRequest request, Reader reader) throws IOException {
        mayImport(reader);
        MultipartFile file = request.getFile("file");
        if (file == null) {
            throw new InvalidInput("file: send the CMDB as a part of this name, with a file name");
        }
        String name = file.getOriginalFilename() == null ? "" : file.getOriginalFilename();
        try (InputStream content = file.getInputStream()) {
            return take(content, name.toLowerCase(Locale.ROOT).endsWith(".json"), reader);
        }
    }

    private Imported take(InputStream body, boolean json, Reader reader) throws IOException {
        mayImport(reader);
        // A decoder that reports: a file in another encoding must not turn owners' names into question marks.
        try (InputStreamReader text =
                new InputStreamReader(new LimitedInput(body, MOST_BYTES), StandardCharsets.UTF_8.newDecoder())) {
            return json ? cmdb.json(text, reader.name()) : cmdb.csv(text, reader.name());
        } catch (CharacterCodingException other) {
            throw new InvalidInput("The file is not UTF-8: save it as such");
        }
    }

    private static void mayImport(Reader reader) {
        reader.mustBe("Importing the CMDB", "responders", "camunda-admin");
    }
}
