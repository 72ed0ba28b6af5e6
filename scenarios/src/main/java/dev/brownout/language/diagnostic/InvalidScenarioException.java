package dev.brownout.language.diagnostic;

import java.util.List;
import java.util.stream.Collectors;

/** Indicates that a scenario cannot run. Contains all its problems, including warnings, sorted by location. */
public final class InvalidScenarioException extends Exception {
    private static final long serialVersionUID = 1;

    private final transient List<Problem> all;

    /** Creates an exception with a copy of the problems. */
    public InvalidScenarioException(List<Problem> all) {
        super(all.stream().map(Problem::headline).collect(Collectors.joining("\n")));
        this.all = List.copyOf(all);
    }

    /** Returns the errors and warnings, sorted by location. */
    public List<Problem> all() {
        return all;
    }

    /** Returns the problems in readable form, each with its source line and a caret. */
    public String render() {
        return render(all);
    }

    /** Returns problems in readable form, each with its source line and a caret. */
    public static String render(List<Problem> problems) {
        return problems.stream().map(Problem::render).collect(Collectors.joining("\n"));
    }
}
