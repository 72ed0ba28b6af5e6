package dev.brownout.language.diagnostic;

import java.util.List;
import java.util.stream.Collectors;

/** Says that a scenario cannot run, with everything that is wrong with it, sorted by place; warnings are among them. */
public final class InvalidScenarioException extends Exception {
    private static final long serialVersionUID = 1;

    private final transient List<Problem> all;

    /** Takes what was found as it is now. */
    public InvalidScenarioException(List<Problem> all) {
        super(all.stream().map(Problem::headline).collect(Collectors.joining("\n")));
        this.all = List.copyOf(all);
    }

    /** Errors and warnings, sorted by place. */
    public List<Problem> all() {
        return all;
    }

    /** The problems for people: each with its line and a caret. */
    public String render() {
        return render(all);
    }

    /** Problems for people: each with its line and a caret. */
    public static String render(List<Problem> problems) {
        return problems.stream().map(Problem::render).collect(Collectors.joining("\n"));
    }
}
