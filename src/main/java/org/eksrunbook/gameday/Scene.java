package org.eksrunbook.gameday;

import java.time.Instant;
import java.util.Random;

/** Where and when one record is written. {@code random} feeds what has no name: request ids and the like. */
record Scene(Instant time, String account, String region, Random random) {}
