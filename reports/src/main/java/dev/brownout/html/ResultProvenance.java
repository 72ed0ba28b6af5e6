package dev.brownout.html;

/**
 * Origin of a result, with which it can be reproduced.
 *
 * @param command the command that produces it; empty if unknown
 * @param text the scenario as written; empty if unknown
 */
public record ResultProvenance(String command, String text) {
    /** Unknown origin. */
    public static final ResultProvenance UNKNOWN = new ResultProvenance("", "");
}
