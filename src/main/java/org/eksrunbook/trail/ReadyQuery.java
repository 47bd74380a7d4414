package org.eksrunbook.trail;

/**
 * A query that a person can paste into another tool.
 *
 * @param tool {@code splunk}, {@code sumoLogic} or {@code logsInsights}
 * @param title the tool's name for people
 * @param text the query, its values quoted as the tool wants them
 * @param notes how to run it and in what form to bring the answer back
 */
public record ReadyQuery(String tool, String title, String text, String notes) {}
