package dev.brownout.spi;

import dev.brownout.sentence.ExplainedFailure;
import dev.brownout.sentence.Sentence;
import java.util.List;

/** Thrown if a well-formed scenario describes something impossible. */
public final class ScenarioException extends RuntimeException implements ExplainedFailure {
    private static final long serialVersionUID = 1;

    private final transient Sentence sentence;
    private final String path;
    private final String offending;
    private final transient List<String> candidates;
    private final String ownerName;
    /** True if its location is that of a step. */
    private final boolean ofStep;
    /** The step that caused it; {@code null} if unknown. */
    private final transient Step step;

    /**
     * Creates an exception with a configuration path and a reason.
     *
     * @param path configuration path of the offending value, with dots: {@code db.replication.mode}, {@code sla.fast}
     * @param message the problem and the expected value, in one sentence
     */
    public ScenarioException(String path, Sentence message) {
        this(path, message, "", List.of());
    }

    /**
     * Creates an exception with a configuration path and a reason.
     *
     * @param path configuration path of the offending value, with dots
     * @param form the problem and the expected value, with a place <code>{}</code> for each argument
     */
    public ScenarioException(String path, String form, Object... arguments) {
        this(path, Sentence.of(form, arguments));
    }

    /**
     * Creates an exception for an unknown name, with candidates for a suggestion.
     *
     * @param path configuration path of the offending value
     * @param message the problem, without the candidates
     * @param offending the unknown name
     * @param candidates the known names
     */
    public ScenarioException(String path, Sentence message, String offending, List<String> candidates) {
        this(path, message, offending, candidates, "");
    }

    /**
     * Creates an exception for an unknown name, with candidates and the text before their list, such as {@code web
     * has}.
     */
    public ScenarioException(String path, Sentence message, String offending, List<String> candidates, String subject) {
        this(path, message, offending, candidates, subject, path.equals(REQUESTS), null);
    }

    private ScenarioException(
            String path,
            Sentence message,
            String offending,
            List<String> candidates,
            String subject,
            boolean ofStep,
            Step step) {
        super(message.toString());
        this.sentence = message;
        this.ofStep = ofStep;
        this.step = step;
        this.path = path;
        this.offending = offending;
        this.candidates = List.copyOf(candidates);
        this.ownerName = subject;
    }

    /** Path of an exception about a step of a request that is not identified yet. */
    private static final String REQUESTS = "requests";

    /**
     * Creates an exception about the place of a component in the steps. Its location is that of the step, once
     * {@link #withStep} gives it.
     *
     * @param component name of the component, which is the location as long as the step is unknown
     */
    public static ScenarioException ofCall(String component, Sentence message) {
        return new ScenarioException("components." + component, message, "", List.of(), "", true, null);
    }

    /** Returns this exception with its step; unchanged if it has a step or a more specific path already. */
    public ScenarioException withStep(Step other) {
        return step != null || !ofStep
                ? this
                : new ScenarioException(path, sentence, offending, candidates, ownerName, true, other);
    }

    /**
     * Returns this exception with the path of its step in a list of steps. Unchanged if its step is not in the list, or
     * if it has a more specific path already.
     *
     * @param basePath path of the list
     */
    public ScenarioException withStepPath(String basePath, List<Step> steps) {
        for (int i = 0; step != null && i < steps.size(); i++) {
            for (Step nested : Step.all(List.of(steps.get(i)))) {
                if (nested == step) {
                    String location = basePath + "." + i;
                    return new ScenarioException(location, sentence, offending, candidates, ownerName);
                }
            }
        }
        return this;
    }

    @Override
    public Sentence sentence() {
        return sentence;
    }

    /** Returns the unknown name; empty if the problem is another one. */
    public String offending() {
        return offending;
    }

    /** Returns the known names. */
    public List<String> candidates() {
        return candidates;
    }

    /** Returns the owner of the candidates, as text before a list; empty if they have none. */
    public String ownerName() {
        return ownerName;
    }

    /** Returns the configuration path of the offending value. */
    public String path() {
        return path;
    }
}
