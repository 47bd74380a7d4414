package org.eksrunbook.process;

import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Switches regular work on: the engine's own jobs do not need it, the sweeps do. */
@Configuration
@EnableScheduling
class SchedulingConfiguration {}
