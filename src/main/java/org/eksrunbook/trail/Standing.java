package org.eksrunbook.trail;

/**
 * Where a finding stands among the others of an incident, as one number, so that an index gives the order: what took effect before what did not, then the
 * most serious class, of reads what weighs most, and last what shows most that is new for its principal. What is new never changes a class.
 */
final class Standing {

    /** From here on stands what was denied or failed. */
    static final int FAILED = 10_000;

    private static final int HEAVIEST = 100;
    private static final int NEWNESSES = 2 * Aspect.values().length + 1;

    private Standing() {}

    static int of(Finding finding) {
        int outcome = finding.effective() ? 0 : FAILED;
        int weight = finding.category() == Category.ACCESSED ? HEAVIEST - finding.sensitivity() : 0;
        int serious = finding.category().ordinal() * (HEAVIEST + 1) + weight;
        return outcome + serious * NEWNESSES + NEWNESSES - 1 - newness(finding);
    }

    /**
     * Somebody of whom nothing is known of before stands behind those who show something new, and before those who only go on as they did: these
     * may be at their ordinary work.
     */
    private static int newness(Finding finding) {
        return finding.comparedWith() == null ? 1 : 2 * finding.unseen().size();
    }
}
