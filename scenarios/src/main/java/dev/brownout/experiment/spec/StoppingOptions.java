package dev.brownout.experiment.spec;

import dev.brownout.experiment.Experiment;
import dev.brownout.experiment.sequential.SequentialRule;
import dev.brownout.sentence.InvalidValueException;
import dev.brownout.spec.AtLeast;
import dev.brownout.spec.AtMost;
import dev.brownout.spec.Default;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Share;
import java.util.Optional;

/** Options that end the replications when the results are decided. */
public record StoppingOptions(
        @Doc("instead of {replications}: replicate until each result is decided or within this share, such as 5%")
        @OptionForm("P")
        Optional<Share> precision,

        @Doc("maximum number of replications for {precision}")
        @Default("200")
        @AtLeast(SequentialRule.MINIMUM)
        @AtMost(Experiment.MOST_REPLICATIONS)
        @OptionForm("N")
        int most) {
    /** Reason for which a stopping rule needs this process. */
    public static final String LOCAL = "--precision decides the number of replications during the run; use -n instead";

    /**
     * Returns the stopping rule that the options request; empty for a fixed number of replications.
     *
     * @throws InvalidValueException if the options exclude each other, or other processes run the trials
     */
    public Optional<SequentialRule> rule(ExperimentRequest request) {
        if (precision.isEmpty() && request.given().contains("most")) {
            throw new InvalidValueException("{} needs {}", request.name("most"), request.name("precision"));
        }
        request.requireAtMostOneOf("replications", "precision");
        if (precision.isPresent()) {
            request.requireLocal(LOCAL);
        }
        return precision.map(share -> new SequentialRule(share.ratio(), request.confidence(), most));
    }
}
