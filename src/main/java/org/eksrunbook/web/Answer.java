package org.eksrunbook.web;

import java.util.List;
import java.util.Locale;
import org.eksrunbook.incident.InvalidInput;
import org.jspecify.annotations.Nullable;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.util.MimeTypeUtils;
import org.springframework.web.HttpMediaTypeNotAcceptableException;

/** The forms in which rows are answered. */
enum Answer {
    JSON(MediaType.APPLICATION_JSON),
    NDJSON(MediaType.parseMediaType("application/x-ndjson")),
    CSV(MediaType.parseMediaType("text/csv;charset=UTF-8"));

    private final MediaType mediaType;

    Answer(MediaType mediaType) {
        this.mediaType = mediaType;
    }

    String mediaType() {
        return mediaType.toString();
    }

    /**
     * The form asked for by {@code format=}, else by the {@code Accept} header, else JSON.
     *
     * @throws InvalidInput where the format or the header cannot be read
     * @throws HttpMediaTypeNotAcceptableException where the header wants none of the three
     */
    static Answer of(@Nullable String format, @Nullable String accept) throws HttpMediaTypeNotAcceptableException {
        if (format != null) {
            try {
                return valueOf(format.toUpperCase(Locale.ROOT));
            } catch (IllegalArgumentException unknown) {
                throw new InvalidInput("format: give json, ndjson or csv, or leave it out and use the Accept header");
            }
        }
        if (accept == null || accept.isBlank()) {
            return JSON;
        }
        return best(accept);
    }

    private static Answer best(String accept) throws HttpMediaTypeNotAcceptableException {
        List<MediaType> wanted;
        try {
            wanted = MediaType.parseMediaTypes(accept);
            MimeTypeUtils.sortBySpecificity(wanted);
        } catch (InvalidMediaTypeException unreadable) {
            throw new InvalidInput("Accept: give application/json, application/x-ndjson or text/csv");
        }
        for (MediaType type : wanted) {
            for (Answer answer : values()) {
                if (type.isCompatibleWith(answer.mediaType)) {
                    return answer;
                }
            }
        }
        throw new HttpMediaTypeNotAcceptableException(List.of(JSON.mediaType, NDJSON.mediaType, CSV.mediaType));
    }
}
