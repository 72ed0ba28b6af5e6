package dev.brownout.scenario;

/** Says that a scenario, though well formed, describes something impossible. */
public final class ScenarioException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String path;

    /**
     * Names the place and the reason.
     *
     * @param path configuration path of the offending value, with dots: {@code db.replication.mode}, {@code sla.fast}
     * @param message what is wrong and what was expected, in one sentence
     */
    public ScenarioException(String path, String message) {
        super(message);
        this.path = path;
    }

    /** Configuration path of the offending value. */
    public String path() {
        return path;
    }
}
