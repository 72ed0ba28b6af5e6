package dev.brownout.cli.text;

import dev.brownout.format.QuantityFormat;
import dev.brownout.language.ScenarioFile;
import dev.brownout.summary.ExperimentReport;
import dev.brownout.summary.OutcomeTone;
import dev.brownout.summary.Part;
import java.util.List;

/**
 * Frame of the report pages of all experiments with a scenario.
 *
 * @param command command line that reproduces the findings
 * @param confidence confidence level of the intervals
 */
public record ExperimentPage(ScenarioFile file, String command, double confidence) {
    /** Returns the report page. */
    public ExperimentReport of(List<String> sentences, OutcomeTone tone, List<Part> parts, long runs) {
        return new ExperimentReport(
                file.title(),
                file.question(),
                sentences,
                tone,
                parts,
                command,
                QuantityFormat.count(runs) + (runs == 1 ? " run" : " runs") + " · seed "
                        + file.variants().get(0).scenario().seed() + " · intervals and verdicts with "
                        + QuantityFormat.percent(confidence) + " confidence · " + file.name() + " " + file.digest());
    }
}
