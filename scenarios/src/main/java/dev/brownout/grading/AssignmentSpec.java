package dev.brownout.grading;

import dev.brownout.sentence.InvalidValueException;
import dev.brownout.spec.AtLeast;
import dev.brownout.spec.AtMost;
import dev.brownout.spec.DataSize;
import dev.brownout.spec.Default;
import dev.brownout.spec.Doc;
import dev.brownout.spec.NoneKeyword;
import dev.brownout.spec.Shorthand;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An assignment as its file writes it. The faults of the hidden tests and the settings of the answer are parts of the
 * file without a record: they have the form that scenarios give them.
 */
@Doc("An assignment: a base scenario, the settings that a submission may change, and assertions with points.")
public record AssignmentSpec(
        @Doc("Title.") String assignment,

        @Doc("Task, as the students read it.") Optional<String> task,

        @Doc("Scenario that a submission starts from: a name of the library, or a file beside the assignment.")
        String base,

        @Doc("Variant of the base scenario that is run. Without it, the settings of the file itself.")
        Optional<String> variant,

        @Doc("Settings that a submission may change, by path. '*' stands for one step of a path.")
        Map<String, ChangeSpec> allowed,

        @Doc("Numbers that each student gets by name.") Optional<NumbersSpec> numbers,

        @Doc("Assertions by name. Students see them with their measurements.")
        Map<String, AssertionSpec> assertions,

        @Doc("Tests that students do not see.") Optional<HiddenSpec> hidden,

        @Doc("Limits of each submission.") Optional<LimitsSpec> limits) {

    /** A setting that a submission may change. */
    @Shorthand
    @Doc("A setting that a submission may change: any, a range, or a map.")
    public record ChangeSpec(
            @Doc("Allowed range, both ends included.") @NoneKeyword("any")
            Optional<String> range,

            @Doc("Allowed values.") List<String> choices) {
        /** Copies the list. Throws {@code IllegalArgumentException} for a range with choices. */
        public ChangeSpec {
            choices = List.copyOf(choices);
            if (range.isPresent() && !choices.isEmpty()) {
                throw new InvalidValueException("a setting has a range or choices, not both");
            }
        }

        /** Returns whether only some values are allowed. */
        public boolean isLimited() {
            return range.isPresent() || !choices.isEmpty();
        }
    }

    /** Numbers that differ between students. */
    @Doc("Numbers that each student gets by name.")
    public record NumbersSpec(
            @Doc("Text that is hashed with the name of the student. It makes the numbers unpredictable.")
            String salt,

            @Doc("Values by path of the base scenario: A..B, A..B/n for n equal steps, or a list a,b,c.")
            Map<String, String> values) {
        /** Copies the map. */
        public NumbersSpec {
            values = new LinkedHashMap<>(values);
        }
    }

    /** An assertion with points. */
    @Doc("An assertion with points.")
    public record AssertionSpec(
            @Doc("Relation, as under sla: of a scenario.") String relation,

            @Doc("Points if the relation is met.") @AtLeast(0) @AtMost(1000)
            double points,

            @Doc("Points for weaker relations, if the relation is not met. The largest applies.")
            Map<String, Double> partial) {
        /** Copies the map. Throws {@code IllegalArgumentException} for partial points outside 0 to {@code points}. */
        public AssertionSpec {
            partial = new LinkedHashMap<>(partial);
            for (double some : partial.values()) {
                if (!(some >= 0 && some <= points)) {
                    throw new InvalidValueException("partial points are from 0 to the points of the assertion");
                }
            }
        }
    }

    /** Tests that students do not see. */
    @Doc("Tests that students do not see: one run per seed, with the faults of the base scenario and further faults.")
    public record HiddenSpec(
            @Doc("Random seeds of the runs. The points of an assertion are the mean over the runs.")
            List<Long> seeds,

            @Doc("Assertions by name.") Map<String, AssertionSpec> assertions) {
        private static final int MOST_SEEDS = 20;

        /** Copies the collections. Throws {@code IllegalArgumentException} unless there are 1 to 20 seeds. */
        public HiddenSpec {
            seeds = List.copyOf(seeds);
            assertions = new LinkedHashMap<>(assertions);
            if (seeds.isEmpty() || seeds.size() > MOST_SEEDS || seeds.stream().anyMatch(seed -> seed < 0)) {
                throw new IllegalArgumentException("seeds are 1 to " + MOST_SEEDS + " whole numbers, such as [7, 11]");
            }
            if (assertions.isEmpty()) {
                throw new InvalidValueException("hidden tests need at least one assertion");
            }
        }
    }

    /** Limits of each submission. */
    @Doc("Limits of each submission. A score never depends on the speed of the machine.")
    public record LimitsSpec(
            @Doc("Simulated events of a run. A submission beyond it has no points.")
            @Default("20M")
            @AtLeast(1_000)
            @AtMost(1_000_000_000)
            long events,

            @Doc("Memory of the growing collections of a run. A submission beyond it has no points.")
            @Default("200MB")
            @AtLeast(1_000_000)
            DataSize memory,

            @Doc("Size of the file.") @Default("100kB") @AtLeast(100) @AtMost(1_000_000)
            DataSize size,

            @Doc("Time on the wall clock. A submission beyond it is not graded, and has no score.")
            @Default("1m")
            @AtLeast(1)
            Duration time) {}

    /** Copies the maps. Throws {@code IllegalArgumentException} without an assertion. */
    public AssignmentSpec {
        allowed = new LinkedHashMap<>(allowed);
        assertions = new LinkedHashMap<>(assertions);
        if (assertions.isEmpty()) {
            throw new InvalidValueException("an assignment needs at least one assertion");
        }
    }
}
