package dev.brownout.spi;

import java.util.List;

/** Says that a scenario, though well formed, describes something impossible. */
public final class ScenarioException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String path;
    private final String offending;
    private final transient List<String> candidates;
    private final String whose;
    /** The step that it is about; {@code null} where nobody has said. */
    private final transient Step step;

    /**
     * Names the place and the reason.
     *
     * @param path configuration path of the offending value, with dots: {@code db.replication.mode}, {@code sla.fast}
     * @param message what is wrong and what was expected, in one sentence
     */
    public ScenarioException(String path, String message) {
        this(path, message, "", List.of());
    }

    /**
     * Names the place and the reason, and what may have been meant.
     *
     * @param path configuration path of the offending value
     * @param message what is wrong, without the candidates
     * @param offending the word that names nothing
     * @param candidates the words that name something
     */
    public ScenarioException(String path, String message, String offending, List<String> candidates) {
        this(path, message, offending, candidates, "");
    }

    /**
     * The same of candidates that are somebody's.
     *
     * @param whose who has them, in words that a list could follow, such as {@code web has}
     */
    public ScenarioException(String path, String message, String offending, List<String> candidates, String whose) {
        this(path, message, offending, candidates, whose, null);
    }

    private ScenarioException(
            String path, String message, String offending, List<String> candidates, String whose, Step step) {
        super(message);
        this.step = step;
        this.path = path;
        this.offending = offending;
        this.candidates = List.copyOf(candidates);
        this.whose = whose;
    }

    /** The path of what is wrong with some step of some request, as long as nobody knows of which. */
    private static final String REQUESTS = "requests";

    /** The same about a step, unless it is about another one, or has a place, already. */
    public ScenarioException about(Step other) {
        return step != null || !path.equals(REQUESTS)
                ? this
                : new ScenarioException(path, getMessage(), offending, candidates, whose, other);
    }

    /**
     * The same at the place of its step in a list of steps; the same where it is about none of them, or has a place.
     *
     * @param where the path of the list
     */
    public ScenarioException among(String where, List<Step> steps) {
        for (int i = 0; step != null && path.equals(REQUESTS) && i < steps.size(); i++) {
            for (Step one : Step.all(List.of(steps.get(i)))) {
                if (one == step) {
                    String place = where + "." + i;
                    return new ScenarioException(place, getMessage(), offending, candidates, whose, step);
                }
            }
        }
        return this;
    }

    /** The word that names nothing; empty where that is not the trouble. */
    public String offending() {
        return offending;
    }

    /** The words that name something. */
    public List<String> candidates() {
        return candidates;
    }

    /** Who has the candidates, in words that a list could follow; empty where they are nobody's. */
    public String whose() {
        return whose;
    }

    /** Configuration path of the offending value. */
    public String path() {
        return path;
    }
}
