package dev.brownout.experiment.falsify;

import java.util.List;
import java.util.OptionalDouble;

/**
 * The fault model: the schedules that a search may try.
 *
 * @param types types of faults, without repetition
 * @param components components with failing nodes; all if empty. Outages of zones and regions affect all components
 * @param atOnce maximum number of added faults that are active together, 1 to 10
 * @param perSecond mean rate of the faults of a random schedule; empty for a mean of two faults in the measured time
 */
public record FaultModel(List<FaultType> types, List<String> components, int atOnce, OptionalDouble perSecond) {
    /** Maximum number of faults that may be active together. */
    public static final int MOST_AT_ONCE = 10;

    /** Mean number of faults of a random schedule by default. */
    static final double USUAL_FAULTS = 2;

    /** The default fault model: all types except traffic, one fault at a time. */
    public static final FaultModel DEFAULT = new FaultModel(FaultType.defaults(), List.of(), 1, OptionalDouble.empty());

    /** Validates the numbers and copies the list. */
    public FaultModel {
        types = types.stream().distinct().toList();
        components = List.copyOf(components);
        if (types.isEmpty()) {
            throw new IllegalArgumentException("a fault model has at least one type of fault");
        }
        if (atOnce < 1 || atOnce > MOST_AT_ONCE) {
            throw new IllegalArgumentException(
                    "1 to " + MOST_AT_ONCE + " faults can be active together, not " + atOnce);
        }
        if (perSecond.isPresent() && !(perSecond.getAsDouble() > 0)) {
            throw new IllegalArgumentException("a rate of faults is more than 0");
        }
    }

    /** Returns the model with these types of faults only. */
    public FaultModel withTypes(FaultType... others) {
        return new FaultModel(List.of(others), components, atOnce, perSecond);
    }

    /** Returns the model with faults of the nodes of these components only. */
    public FaultModel withComponents(String... others) {
        return new FaultModel(types, List.of(others), atOnce, perSecond);
    }

    /** Returns the model with another maximum number of faults that are active together. */
    public FaultModel withAtOnce(int number) {
        return new FaultModel(types, components, number, perSecond);
    }
}
