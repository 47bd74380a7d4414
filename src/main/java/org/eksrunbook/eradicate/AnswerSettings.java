package org.eksrunbook.eradicate;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Waiting for a source that is asked instead of read, {@code runbook.trail.*}.
 *
 * @param answerWithin how long the model waits for an answer before it asks a person what to do
 */
@ConfigurationProperties("runbook.trail")
record AnswerSettings(@DefaultValue("PT2H") Duration answerWithin) {}
