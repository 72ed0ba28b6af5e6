package dev.brownout.experiment.falsify;

/**
 * A type of fault at a place of the scenario to which it applies.
 *
 * @param target target in the scenario language, such as {@code db/primary}; empty for all users
 */
public record FaultCandidate(FaultType type, String target) {
    /** Returns the cause of a violation by this fault, such as {@code slow db/primary}. */
    public String cause() {
        return target.isEmpty() ? type.word() : type.word() + " " + target;
    }

    /** Returns the sentence without its time, duration and name. */
    String sentence(double strength) {
        return type.verb()
                + (target.isEmpty() ? "" : " " + target)
                + type.strength().argument(strength);
    }
}
