package dev.brownout.experiment.falsify;

/**
 * A type of fault at a place of the scenario to which it applies. The target in the scenario language, such as
 * {@code db/primary/disk}, has three parts.
 *
 * @param before text before the node, or the whole target without a node; empty for all users
 * @param node node of a component; empty for none
 * @param after text after the node
 */
public record FaultCandidate(FaultType type, String before, String node, String after) {
    /** Creates a candidate with a target that is no node. */
    public FaultCandidate(FaultType type, String target) {
        this(type, target, "", "");
    }

    /** Returns the target in the scenario language; empty for all users. */
    public String target() {
        return before + node + after;
    }

    /** Returns the candidate at another node. */
    FaultCandidate atNode(String other) {
        return new FaultCandidate(type, before, other, after);
    }

    /** Returns the cause of a violation by this fault, such as {@code slow db/primary}. */
    public String cause() {
        return target().isEmpty() ? type.word() : type.word() + " " + target();
    }

    /** Returns the sentence without its time, duration and name. */
    String sentence(double strength) {
        return type.verb()
                + (target().isEmpty() ? "" : " " + target())
                + type.strength().argument(strength);
    }
}
