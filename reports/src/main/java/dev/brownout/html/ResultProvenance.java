package dev.brownout.html;

/**
 * Where a result comes from, so that whoever reads its report can have it again.
 *
 * @param command the command that gives it; empty where that is not known
 * @param text the scenario as it was written; empty where that is not known
 */
public record ResultProvenance(String command, String text) {
    /** Of which nothing is known. */
    public static final ResultProvenance UNKNOWN = new ResultProvenance("", "");
}
