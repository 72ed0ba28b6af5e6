package dev.brownout.experiment;

import dev.brownout.format.QuantityFormat;
import dev.brownout.format.Sentences;
import dev.brownout.language.ScenarioFile;
import dev.brownout.summary.ExperimentReport;
import dev.brownout.summary.OutcomeTone;
import dev.brownout.summary.Part;
import java.util.List;

/**
 * Data that is common to the report pages of all kinds of experiments.
 *
 * @param file scenario of the experiment
 * @param experiment name of the experiment, such as {@code sweep}
 * @param purpose description of the kind of experiment, one sentence
 * @param command command line that reproduces the findings
 * @param confidence confidence level of the intervals
 */
public record ReportFrame(ScenarioFile file, String experiment, String purpose, String command, double confidence) {
    /**
     * Creates the report page of an experiment.
     *
     * @param sentences findings
     * @param tone overall outcome of the findings
     * @param parts tables and charts of the page
     * @param runs number of completed runs
     */
    public ExperimentReport report(List<String> sentences, OutcomeTone tone, List<Part> parts, long runs) {
        return new ExperimentReport(
                Sentences.capitalized(experiment) + ": " + file.title(),
                purpose,
                sentences,
                tone,
                parts,
                command,
                QuantityFormat.count(runs) + (runs == 1 ? " run" : " runs") + " · seed "
                        + file.variants().get(0).scenario().seed() + " · intervals and verdicts with "
                        + QuantityFormat.percent(confidence) + " confidence · " + file.name() + " " + file.digest());
    }
}
