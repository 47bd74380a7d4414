package org.eksrunbook.trail;

/**
 * {@code *} and {@code ?} as IAM's policies have them (IAM user guide, «String condition operators»). The pattern may be an attacker's: matching takes
 * pattern times text at most, however many stars there are.
 */
final class Glob {

    private Glob() {}

    static boolean matches(String pattern, String text) {
        int inPattern = 0;
        int inText = 0;
        int star = -1;
        int afterStar = 0;
        while (inText < text.length()) {
            char letter = inPattern < pattern.length() ? pattern.charAt(inPattern) : 0;
            if (inPattern < pattern.length() && letter == '*') {
                star = inPattern++;
                afterStar = inText;
            } else if (inPattern < pattern.length() && (letter == '?' || letter == text.charAt(inText))) {
                inPattern++;
                inText++;
            } else if (star >= 0) {
                inPattern = star + 1;
                inText = ++afterStar;
            } else {
                return false;
            }
        }
        while (inPattern < pattern.length() && pattern.charAt(inPattern) == '*') {
            inPattern++;
        }
        return inPattern == pattern.length();
    }
}
