package dev.brownout.site;

import java.util.List;

/** The documentation cannot be written as a site. The problems are messages for the author of the pages. */
public final class InvalidSiteException extends Exception {
    private static final long serialVersionUID = 1L;

    private final List<String> problems;

    /** Creates an exception with all problems, each with its place. */
    public InvalidSiteException(List<String> problems) {
        super(String.join("\n", problems));
        this.problems = List.copyOf(problems);
    }

    /** Returns the problems. */
    public List<String> problems() {
        return problems;
    }
}
